using BillingContext.Audit;

namespace HelpdeskConsole.Facts;

/// <summary>What was moved, by whom and under which rule.</summary>
internal sealed record AuditReportFact(
    DateTimeOffset From,
    DateTimeOffset Until,
    long AsOf,
    IReadOnlyList<AuditShareLine> Totals,
    IReadOnlyList<AuditShareLine> ByActor,
    IReadOnlyList<AuditShareLine> ByRule,
    IReadOnlyList<string> Cancellations) : Fact
{
    internal static AuditReportFact Of(AuditReport report) => new(
        report.From,
        report.Until,
        report.AsOf,
        AuditShareLine.Of("in all", report.Totals),
        [.. report.ByActor.SelectMany(share => AuditShareLine.Of(share.Actor?.ToString() ?? "not on record", share.Totals))],
        [.. report.ByRule.SelectMany(share => AuditShareLine.Of(share.Rules is [] ? "no rule of the policy" : string.Join(" + ", share.Rules), share.Totals))],
        [.. report.Cancellations.Select(cancellation => $"{cancellation}, asked for by {cancellation.Actor}")]);
}
