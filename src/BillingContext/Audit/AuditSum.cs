namespace BillingContext.Audit;

/// <summary>So many refunds, and how much they come to.</summary>
/// <param name="Count">How many.</param>
/// <param name="Amount">How much, in one currency.</param>
public readonly record struct AuditSum(int Count, Money Amount)
{
    internal static AuditSum Of(CurrencyCode currency, IEnumerable<AuditedRefund> refunds) =>
        refunds.Aggregate(new AuditSum(0, Money.Zero(currency)), (sum, refund) => new AuditSum(sum.Count + 1, sum.Amount + refund.Amount));

    /// <summary>Both.</summary>
    public override string ToString() => $"{Count} of {Amount}";
}
