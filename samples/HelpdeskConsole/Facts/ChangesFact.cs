using BillingContext.Webhooks;

namespace HelpdeskConsole.Facts;

/// <summary>What an open conversation was told.</summary>
internal sealed record ChangesFact(string Ticket, IReadOnlyList<ChangeLine> Changes) : Fact;

/// <summary>One change: a hint to read anew, not the news itself.</summary>
internal sealed record ChangeLine(long Sequence, BillingChangeKind What, string? EventType, string? ObjectId)
{
    internal static ChangeLine Of(BillingChange change) => new(change.Sequence, change.Kind, change.EventType, change.ObjectId);
}
