using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;

namespace BillingContext.Webhooks.Internal;

/// <summary>What an event changes on our side, as one batch with its receipt: pure.</summary>
internal static class EventEffects
{
    private const int LongestType = 64;

    /// <summary>The receipt, the change that conversations hear of, and our refund or cancellation whose state is another now.</summary>
    internal static StoreBatch Of(WebhookReceipt receipt, ReadChange read, ReceivedEvent @event, AffectedRequests ours, DateTimeOffset now)
    {
        // The stamp alone is not enough: anyone with the dashboard can copy it to another refund.
        var observed = ours.Refund is { } intent && read.Refund is { } refund
            && intent.Scope == receipt.Scope && intent.Payment == read.PaymentId && intent.IsMadeBy(refund)
            && intent.Observe(refund, now) is var updated && updated != intent
            ? updated
            : null;

        // What it refunds is not asked for here: it is due, and the reconciler sees to it.
        var ended = ours.Cancellation is { } cancellation && read.Subscription is { } subscription
            && cancellation.Observe(subscription, now) is var settled && settled != cancellation
            ? settled
            : null;

        // Stripe does itself what was approved: what became of it, the reconciler sees.
        var isApproval = read.Kind == BillingChangeKind.StripeApproval;
        return new StoreBatch
        {
            Receipt = receipt,
            Intent = observed ?? (isApproval ? ours.Refund?.LookNow(now) : null),
            Cancellation = ended ?? (isApproval ? ours.Cancellation?.LookNow(now) : null),
            Change = new BillingChange
            {
                Scope = receipt.Scope,
                Kind = read.Kind,
                Customer = read.CustomerId,
                Payment = read.PaymentId,
                ObjectId = @event.ObjectId,
                EventType = @event.Type,
                EventId = @event.Id,
                At = now,
            },
            Audit =
            [
                .. observed is null ? Array.Empty<AuditEntry>() : [StatusChanged(observed, @event.Id, now)],
                .. ended is null ? Array.Empty<AuditEntry>() : [ended.Entry(AuditActions.CancellationOutcome, null, now) with { EventId = @event.Id }],
            ],
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

    private static AuditEntry StatusChanged(RefundIntent intent, string? eventId, DateTimeOffset now) =>
        intent.Entry(AuditActions.RefundStatusChanged, actor: null, now) with { EventId = eventId };
}
