using BillingContext.Audit;

namespace HelpdeskConsole.Facts;

/// <summary>One line of the audit log.</summary>
internal sealed record AuditLine(
    long Sequence,
    DateTimeOffset At,
    string Action,
    string? Actor,
    string? Ticket,
    string? Customer,
    string? Payment,
    string? Request,
    string? Refund,
    Amount? Amount,
    string? State,
    IReadOnlyList<string> Reasons,
    string? PolicyVersion,
    string? Note)
{
    internal static AuditLine Of(AuditEntry entry) => new(
        entry.Sequence,
        entry.At,
        entry.Action,
        entry.Actor?.ToString(),
        entry.Ticket.Value is { Length: > 0 } ticket ? ticket : null,
        entry.Customer?.Value,
        entry.Payment?.Value,
        entry.RequestId,
        entry.Refund?.Value,
        Facts.Amount.OfSome(entry.Amount),
        Words(entry),
        [.. entry.Reasons.Select(reason => reason.Code)],
        entry.PolicyVersion,
        entry.Note);

    /// <summary>The state it led to: of a cancellation, and of its refund.</summary>
    private static string? Words(AuditEntry entry) => (entry.Cancellation, entry.State) switch
    {
        ({ } cancellation, { } refund) => $"{cancellation}, refund {refund}",
        ({ } cancellation, _) => cancellation.ToString(),
        (_, var state) => state?.ToString(),
    };
}
