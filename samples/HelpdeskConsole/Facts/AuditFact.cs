using BillingContext.Audit;

namespace HelpdeskConsole.Facts;

/// <summary>The audit log, oldest first.</summary>
internal sealed record AuditFact(IReadOnlyList<AuditLine> Entries) : Fact
{
    internal static AuditFact Of(IEnumerable<AuditEntry> entries) => new([.. entries.Select(AuditLine.Of)]);
}
