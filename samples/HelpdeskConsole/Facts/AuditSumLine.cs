using BillingContext.Audit;

namespace HelpdeskConsole.Facts;

/// <summary>So many refunds, and what they come to.</summary>
internal sealed record AuditSumLine(int Count, Amount Amount)
{
    internal static AuditSumLine Of(AuditSum sum) => new(sum.Count, Amount.Of(sum.Amount));
}
