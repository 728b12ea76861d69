namespace BillingContext.Refunds;

/// <summary>Whether a refund may be made, with every reason.</summary>
public sealed class RefundDecision
{
    private RefundDecision(RefundVerdict verdict, IReadOnlyList<DecisionReason> reasons, string? policyVersion) =>
        (Verdict, Reasons, PolicyVersion) = (verdict, reasons, policyVersion);

    /// <summary>What it comes to.</summary>
    public RefundVerdict Verdict { get; }

    /// <summary>All reasons, the ones that decided first.</summary>
    public IReadOnlyList<DecisionReason> Reasons { get; }

    /// <summary>Tells which policy decided: the same text means the same rules. Null without a policy.</summary>
    public string? PolicyVersion { get; }

    /// <summary>A decision with its reasons.</summary>
    /// <param name="verdict">What it comes to.</param>
    /// <param name="reasons">Why, at least one.</param>
    /// <param name="policyVersion">Which policy decided.</param>
    /// <exception cref="ArgumentException">There is no reason: a decision that cannot be explained is not one.</exception>
    public static RefundDecision Create(RefundVerdict verdict, IEnumerable<DecisionReason> reasons, string? policyVersion = null)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        DecisionReason[] ordered = [.. reasons.OrderBy(reason => reason.Verdict != verdict)];
        return ordered.Length > 0
            ? new RefundDecision(verdict, ordered, policyVersion)
            : throw new ArgumentException("A decision needs at least one reason.", nameof(reasons));
    }

    /// <summary>Two decisions about one refund: the stricter verdict, all reasons of both.</summary>
    public RefundDecision And(RefundDecision other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Create(
            Verdict < other.Verdict ? Verdict : other.Verdict,
            Reasons.Concat(other.Reasons),
            PolicyVersion ?? other.PolicyVersion);
    }

    /// <summary>Verdict and codes.</summary>
    public override string ToString() => $"{Verdict}: {string.Join(", ", Reasons.Select(reason => reason.Code))}";
}
