using System.Collections.Frozen;

namespace BillingContext.Webhooks.Internal;

/// <summary>Which of Stripe's event types concern a conversation, and what they are about (https://docs.stripe.com/api/events/types). Matched whole: <c>charge.refund</c> is not <c>charge.refunded</c>.</summary>
internal static class EventKinds
{
    private static readonly FrozenDictionary<string, BillingChangeKind> Kinds = new Dictionary<BillingChangeKind, string>
    {
        [BillingChangeKind.Payment] =
            "payment_intent.created payment_intent.requires_action payment_intent.processing payment_intent.amount_capturable_updated "
            + "payment_intent.partially_funded payment_intent.succeeded payment_intent.payment_failed payment_intent.canceled "
            + "charge.pending charge.succeeded charge.failed charge.captured charge.updated charge.expired "
            + "radar.early_fraud_warning.created radar.early_fraud_warning.updated",
        [BillingChangeKind.Refund] = "charge.refunded refund.created refund.updated refund.failed charge.refund.updated",
        [BillingChangeKind.Dispute] =
            "charge.dispute.created charge.dispute.updated charge.dispute.closed charge.dispute.funds_withdrawn charge.dispute.funds_reinstated",
        [BillingChangeKind.Subscription] =
            "customer.subscription.created customer.subscription.updated customer.subscription.deleted customer.subscription.paused "
            + "customer.subscription.resumed customer.subscription.trial_will_end customer.subscription.pending_update_applied "
            + "customer.subscription.pending_update_expired",
        [BillingChangeKind.Invoice] =
            "invoice.created invoice.finalized invoice.finalization_failed invoice.sent invoice.updated invoice.paid invoice.payment_succeeded "
            + "invoice.payment_failed invoice.payment_action_required invoice.payment_attempt_required invoice.overdue invoice.overpaid "
            + "invoice.will_be_due invoice.marked_uncollectible invoice.voided invoice.deleted invoice.upcoming",
        [BillingChangeKind.Customer] = "customer.created customer.updated customer.deleted",
    }
    .SelectMany(kind => kind.Value.Split(' '), (kind, type) => KeyValuePair.Create(type, kind.Key))
    .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a type is about; null if it concerns no conversation.</summary>
    internal static BillingChangeKind? Of(string type) => Kinds.TryGetValue(type, out var kind) ? kind : null;
}
