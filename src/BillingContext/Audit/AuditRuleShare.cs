namespace BillingContext.Audit;

/// <summary>What was approved by the same rules.</summary>
/// <remarks>Where several rules approved a refund it is in the share of all of them together, so that it counts once.</remarks>
/// <param name="Rules">The rules; empty for what no rule of the merchant's approved: a default, a person without a policy, a refund that Stripe had already.</param>
/// <param name="PolicyVersions">The policies they were of, in order: the same names may have stood for other conditions.</param>
/// <param name="Totals">The refunds in sum, a total for each currency.</param>
public sealed record AuditRuleShare(IReadOnlyList<string> Rules, IReadOnlyList<string> PolicyVersions, IReadOnlyList<AuditTotal> Totals)
{
    internal static AuditRuleShare Of(IReadOnlyList<AuditedRefund> refunds) => new(
        refunds[0].Rules,
        [.. refunds.Select(refund => refund.PolicyVersion).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        AuditTotal.Of(refunds));

    /// <summary>Which, and how much.</summary>
    public override string ToString() => $"{string.Join(", ", Rules)}: {string.Join(", ", Totals)}";
}
