using BillingContext.Audit.Internal;

namespace BillingContext.Audit;

/// <summary>What was moved for a merchant in a period, by whom and under which rule, told by the audit log alone. Pure: the same lines give the same report.</summary>
/// <remarks>
/// A request belongs to the period in which it was approved (the last time, if it was more than once), and is followed to its latest state by its
/// request id, also beyond the period. In whatever order lines come, and however often, each request counts once. Amounts of two currencies, accounts or
/// modes are never added.
/// </remarks>
public sealed class AuditReport
{
    private AuditReport(AuditTally tally, DateTimeOffset from, DateTimeOffset until)
    {
        (Scope, From, Until, AsOf, OtherScopes) = (tally.Scope, from, until, tally.Last, tally.OtherScopes);
        (Refunds, Cancellations) = (tally.Refunds(from, until), tally.Cancellations(from, until));
        Totals = AuditTotal.Of(Refunds);
        ByActor =
        [
            .. Refunds.GroupBy(refund => refund.Actor).OrderBy(share => share.Key?.ToString(), StringComparer.Ordinal)
                .Select(share => new AuditActorShare(share.Key, AuditTotal.Of(share))),
        ];
        ByRule =
        [
            .. Refunds.GroupBy(refund => refund.RuleKey).OrderBy(share => share.Key, StringComparer.Ordinal)
                .Select(share => AuditRuleShare.Of([.. share])),
        ];
    }

    /// <summary>Merchant, account and mode.</summary>
    public StripeScope Scope { get; }

    /// <summary>Where the period begins (UTC).</summary>
    public DateTimeOffset From { get; }

    /// <summary>Where it ends: not any more in it (UTC).</summary>
    public DateTimeOffset Until { get; }

    /// <summary>The last line of the merchant's log that was taken into account: states are as of it. 0 for an empty log.</summary>
    public long AsOf { get; }

    /// <summary>Each refund that was approved in the period, in the order of its approval; those of cancellations among them.</summary>
    public IReadOnlyList<AuditedRefund> Refunds { get; }

    /// <summary>Each cancellation, or undoing of one, that was approved in the period, in the order of its approval.</summary>
    public IReadOnlyList<AuditedCancellation> Cancellations { get; }

    /// <summary>The refunds in sum, a total for each currency.</summary>
    public IReadOnlyList<AuditTotal> Totals { get; }

    /// <summary>The same by who asked for them; together they are <see cref="Totals"/>.</summary>
    public IReadOnlyList<AuditActorShare> ByActor { get; }

    /// <summary>The same by the rules that approved them; together they are <see cref="Totals"/>.</summary>
    public IReadOnlyList<AuditRuleShare> ByRule { get; }

    /// <summary>Other accounts and modes that the merchant's log has lines of: they are not in this report.</summary>
    public IReadOnlyList<StripeScope> OtherScopes { get; }

    /// <summary>Reports on a period.</summary>
    /// <param name="scope">Merchant, account and mode; lines of others are left out.</param>
    /// <param name="entries">The merchant's log, all of it: what is left out is not known.</param>
    /// <param name="from">Where the period begins.</param>
    /// <param name="until">Where it ends; not any more in it.</param>
    /// <exception cref="ArgumentException">The period ends before it begins.</exception>
    /// <exception cref="OverflowException">A sum does not fit: somebody made amounts up.</exception>
    public static AuditReport Of(StripeScope scope, IEnumerable<AuditEntry> entries, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(entries);
        AuditPeriod.Check(from, until, nameof(until));
        var tally = new AuditTally(scope);
        foreach (var entry in entries)
        {
            tally.Take(entry);
        }

        return Of(tally, from, until);
    }

    internal static AuditReport Of(AuditTally tally, DateTimeOffset from, DateTimeOffset until) => new(tally, from, until);

    /// <summary>Scope, period and totals.</summary>
    public override string ToString() => $"{Scope} {From:u} to {Until:u} as of line {AsOf}: {string.Join(", ", Totals)}";
}
