namespace BillingContext.Audit.Internal;

/// <summary>One request's lines, whatever the order they come in and however often each comes.</summary>
internal sealed class AuditTrail
{
    private AuditEntry? approved;
    private AuditEntry? first;
    private AuditEntry? latest;

    /// <summary>The line that approved it, the last one; the first there is, if it was never approved here.</summary>
    internal AuditEntry Begun => approved ?? first!;

    /// <summary>The rules that approved it.</summary>
    internal IReadOnlyList<string> Rules => approved?.Rules ?? [];

    internal AuditEntry Latest => latest!;

    /// <summary>The person who said yes; null if none had to.</summary>
    internal Actor? ApprovedBy { get; private set; }

    internal void Take(AuditEntry entry)
    {
        // A log has as many requests as there were, so no more is kept of a line than the report tells.
        var isApproval = entry.Action is AuditActions.RefundRecorded or AuditActions.CancellationRecorded;
        var kept = entry with { Facts = null, Note = null, Reasons = isApproval ? entry.Reasons : [] };
        ApprovedBy = entry.Action == AuditActions.ApprovalGiven ? entry.Actor : ApprovedBy;
        approved = isApproval && !(approved?.Sequence >= kept.Sequence) ? kept : approved;
        first = first?.Sequence <= kept.Sequence ? first : kept;
        latest = latest?.Sequence >= kept.Sequence ? latest : kept;
    }
}
