using BillingContext.Audit;

namespace HelpdeskConsole.Facts;

/// <summary>Somebody's or some rule's share, in one currency.</summary>
internal sealed record AuditShareLine(string Name, string Currency, AuditSumLine Moved, AuditSumLine Open, AuditSumLine CameBack, AuditSumLine NotMade)
{
    internal static IReadOnlyList<AuditShareLine> Of(string name, IEnumerable<AuditTotal> totals) =>
    [
        .. totals.Select(total => new AuditShareLine(
            name,
            total.Currency.ToString(),
            AuditSumLine.Of(total.Moved),
            AuditSumLine.Of(total.Open),
            AuditSumLine.Of(total.CameBack),
            AuditSumLine.Of(total.NotMade))),
    ];
}
