using BillingContext.Audit;

namespace HelpdeskConsole.Facts;

/// <summary>Whether the audit log is what was written: checked with the host's key, and how far it is good.</summary>
internal sealed record AuditCheckFact(string Verdict, long GoodUpTo, string Message) : Fact
{
    internal static AuditCheckFact Of(AuditVerification verification) =>
        new(verification.Verdict.ToString(), verification.Anchor.Sequence, verification.Message);
}
