using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;

namespace BillingContext.Webhooks.Internal;

/// <summary>What an event changes on our side, as one batch with its receipt: pure.</summary>
internal static class EventEffects
{
    private const int LongestType = 64;

    /// <summary>The receipt, the change that conversations hear of, and our refund if it is one whose status is another now.</summary>
    internal static StoreBatch Of(WebhookReceipt receipt, ReadChange read, in EventEnvelope envelope, RefundIntent? intent, DateTimeOffset now)
    {
        // The stamp alone is not enough: anyone with the dashboard can copy it to another refund.
        var observed = intent is not null && read.Refund is { } refund
            && intent.Scope == receipt.Scope && intent.Payment == read.PaymentId && intent.IsMadeBy(refund)
            && intent.Observe(refund, now) is var updated && updated != intent
            ? updated
            : null;
        return new StoreBatch
        {
            Receipt = receipt,
            Intent = observed,
            Change = new BillingChange
            {
                Scope = receipt.Scope,
                Kind = read.Kind,
                Customer = read.Customer,
                Payment = read.PaymentId,
                ObjectId = envelope.ObjectId,
                EventType = envelope.Type,
                EventId = envelope.Id,
                At = now,
            },
            Audit = observed is null ? [] : [StatusChanged(observed, envelope.Id, now)],
        };
    }

    /// <summary>That a signed event was not for this merchant.</summary>
    internal static AuditEntry Rejection(StripeScope scope, string code, in EventEnvelope envelope, DateTimeOffset now) => new()
    {
        Scope = scope,
        At = now,
        Action = AuditActions.WebhookRejected,
        EventId = envelope.Id,
        Reasons =
        [
            new(code, RefundVerdict.Denied, $"A signed event ({SafeText.Line(envelope.Type ?? "", LongestType)}) came for another account or mode."),
        ],
    };

    private static AuditEntry StatusChanged(RefundIntent intent, string? eventId, DateTimeOffset now) => new()
    {
        Scope = intent.Scope,
        At = now,
        Action = AuditActions.RefundStatusChanged,
        Customer = intent.Customer,
        Payment = intent.Payment,
        RequestId = intent.RequestId,
        Refund = intent.Refund,
        EventId = eventId,
        Amount = intent.Amount,
        State = intent.State,
        Ticket = intent.Ticket,
        PolicyVersion = intent.PolicyVersion,
        Reasons = [intent.InWords],
    };
}
