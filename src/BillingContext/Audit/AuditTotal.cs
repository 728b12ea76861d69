namespace BillingContext.Audit;

/// <summary>Refunds in sum, in one currency, by what became of them.</summary>
public sealed record AuditTotal
{
    /// <summary>The currency of all four.</summary>
    public required CurrencyCode Currency { get; init; }

    /// <summary>What moved: Stripe has it, and has sent it or will.</summary>
    public required AuditSum Moved { get; init; }

    /// <summary>What may have moved or may still: nobody knows yet, or Stripe waits for an approval, or it is due.</summary>
    public required AuditSum Open { get; init; }

    /// <summary>What failed or was called off afterwards, and is the merchant's again.</summary>
    public required AuditSum CameBack { get; init; }

    /// <summary>What was approved and not made after all.</summary>
    public required AuditSum NotMade { get; init; }

    internal static IReadOnlyList<AuditTotal> Of(IEnumerable<AuditedRefund> refunds) =>
    [
        .. refunds.GroupBy(refund => refund.Amount.Currency).OrderBy(group => group.Key.ToString(), StringComparer.Ordinal).Select(group => new AuditTotal
        {
            Currency = group.Key,
            Moved = SumOf(group, AuditedMoney.Moved),
            Open = SumOf(group, AuditedMoney.Open),
            CameBack = SumOf(group, AuditedMoney.CameBack),
            NotMade = SumOf(group, AuditedMoney.NotMade),
        }),
    ];

    private static AuditSum SumOf(IGrouping<CurrencyCode, AuditedRefund> refunds, AuditedMoney money) =>
        AuditSum.Of(refunds.Key, refunds.Where(refund => refund.Money == money));

    /// <summary>All four.</summary>
    public override string ToString() => $"moved {Moved}, open {Open}, came back {CameBack}, not made {NotMade}";
}
