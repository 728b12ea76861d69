namespace BillingContext.Policies;

/// <summary>One thing that is wrong with a policy.</summary>
/// <param name="Code">A stable code, such as <c>policy.unknown_field</c>; see docs/errors.md.</param>
/// <param name="Path">Where, such as <c>rules[1].when.amount.atMost.usd</c>; empty for the whole document.</param>
/// <param name="Message">What is wrong and how to mend it. It repeats values of the policy, made harmless to print.</param>
public sealed record RefundPolicyProblem(string Code, string Path, string Message)
{
    /// <summary>Path and message.</summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
