namespace BillingContext.Policies;

/// <summary>A policy that cannot be used. It is never used in part: nothing is decided by a policy with a mistake in it.</summary>
public sealed class RefundPolicyException : BillingException
{
    internal RefundPolicyException(IReadOnlyList<RefundPolicyProblem> problems, Exception? innerException = null)
        : base(problems[0].Code, Describe(problems), innerException) => Problems = problems;

    /// <summary>Everything found wrong (the first fifty), in the order of the document. <see cref="BillingException.Code"/> is the first one's.</summary>
    public IReadOnlyList<RefundPolicyProblem> Problems { get; }

    private static string Describe(IReadOnlyList<RefundPolicyProblem> problems) => problems.Count == 1
        ? $"The refund policy cannot be used. {problems[0]}"
        : $"The refund policy cannot be used, for {problems.Count} reasons. {string.Join(' ', problems)}";
}
