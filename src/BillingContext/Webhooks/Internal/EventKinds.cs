using System.Collections.Frozen;

namespace BillingContext.Webhooks.Internal;

/// <summary>Which of Stripe's event types concern a conversation, and what they are about (https://docs.stripe.com/api/events/types). Matched whole: <c>charge.refund</c> is not <c>charge.refunded</c>.</summary>
internal static class EventKinds
{
    internal const string RefundFailed = "refund.failed";
    internal const string OlderRefundUpdated = "charge.refund.updated";
    internal const string DisputeOpened = "charge.dispute.created";
    internal const string DisputeClosed = "charge.dispute.closed";

    /// <summary>A family of types, and what it is about: the words it begins with, and those that follow.</summary>
    private static readonly FrozenDictionary<string, BillingChangeKind> Kinds = new (BillingChangeKind Kind, string Of, string Words)[]
    {
        (BillingChangeKind.Payment, "payment_intent", "created requires_action processing amount_capturable_updated partially_funded succeeded payment_failed canceled"),
        (BillingChangeKind.Payment, "charge", "pending succeeded failed captured updated expired"),
        (BillingChangeKind.Payment, "checkout.session", "completed expired async_payment_succeeded async_payment_failed"),
        (BillingChangeKind.Payment, "review", "opened closed"),
        (BillingChangeKind.Refund, "charge", "refunded refund.updated"),
        (BillingChangeKind.Refund, "refund", "created updated failed"),
        (BillingChangeKind.Dispute, "charge.dispute", "created updated closed funds_withdrawn funds_reinstated"),
        (BillingChangeKind.FraudWarning, "radar.early_fraud_warning", "created updated"),
        (BillingChangeKind.Subscription, "customer.subscription", "created updated deleted paused resumed trial_will_end pending_update_applied pending_update_expired"),
        (BillingChangeKind.Subscription, "subscription_schedule", "aborted canceled completed created expiring released updated"),
        (BillingChangeKind.Invoice, "invoice",
            "created finalized finalization_failed sent updated paid payment_succeeded payment_failed payment_action_required payment_attempt_required "
            + "overdue overpaid will_be_due marked_uncollectible voided deleted upcoming"),
        (BillingChangeKind.Invoice, "invoice_payment", "paid"),
        (BillingChangeKind.Invoice, "credit_note", "created updated voided"),
        (BillingChangeKind.Customer, "customer", "created updated deleted discount.created discount.updated discount.deleted"),
        (BillingChangeKind.Customer, "customer", "source.created source.updated source.deleted source.expiring tax_id.created tax_id.updated tax_id.deleted"),
        (BillingChangeKind.Customer, "payment_method", "attached detached updated automatically_updated"),
        (BillingChangeKind.Customer, "setup_intent", "created requires_action succeeded setup_failed canceled"),
        (BillingChangeKind.Customer, "cash_balance", "funds_available"),
        (BillingChangeKind.Customer, "customer_cash_balance_transaction", "created"),
        (BillingChangeKind.StripeApproval, "v2.core.approval_request", "created approved rejected canceled expired succeeded failed"),
    }
    .SelectMany(family => family.Words.Split(' '), (family, word) => KeyValuePair.Create($"{family.Of}.{word}", family.Kind))
    .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every type that concerns a conversation.</summary>
    internal static IEnumerable<string> All => Kinds.Keys;

    /// <summary>What a type is about; null if it concerns no conversation.</summary>
    internal static BillingChangeKind? Of(string type) => Kinds.TryGetValue(type, out var kind) ? kind : null;
}
