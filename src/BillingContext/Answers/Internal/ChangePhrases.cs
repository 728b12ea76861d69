using System.Collections.Frozen;

namespace BillingContext.Answers.Internal;

/// <summary>Sentences about what Stripe told of, by its type of event. They say that something happened, not that it is still so: events come late and out of order.</summary>
internal static class ChangePhrases
{
    /// <summary>What a change's code begins with; one that no type has a sentence for is said by its kind, such as <c>change.payment</c>.</summary>
    internal const string Prefix = "change.";

    internal const string PaymentNow = Prefix + "payment.now";

    private const string NewsOfPayment = "There is news about one of your payments.";
    private const string NewsOfRefund = "There is news about a refund of yours.";
    private const string NewsOfSubscription = "There is news about your subscription.";
    private const string NewsOfInvoice = "There is news about an invoice of yours.";
    private const string NewsOfRecord = "Your details with us were updated.";
    private const string NewsOfRequest = "There is news about your request.";
    private const string Bank = "Your bank is dealing with one of your payments.";

    private static readonly (string Code, string Types, string ForAgent, string ForCustomer)[] Told =
    [
        ("payment.succeeded", "payment_intent.succeeded charge.succeeded checkout.session.async_payment_succeeded", "A payment went through.", "A payment of yours went through."),
        ("payment.failed", "payment_intent.payment_failed charge.failed checkout.session.async_payment_failed", "An attempt to pay failed.", "An attempt to pay did not go through."),
        ("payment.processing", "payment_intent.processing charge.pending", "A payment is on its way: its bank has not answered yet.", "A payment of yours is being processed."),
        ("payment.needs_customer", "payment_intent.requires_action", "A payment waits for the customer to confirm it with their bank.", "A payment waits for you to confirm it with your bank."),
        ("payment.authorized", "payment_intent.amount_capturable_updated", "A payment is authorized, and waits to be captured.", "A payment of yours is authorized."),
        ("payment.captured", "charge.captured", "An authorized payment was captured.", "A payment of yours went through."),
        ("payment.canceled", "payment_intent.canceled", "A payment was canceled before it was taken.", "A payment was called off: nothing was taken."),
        ("payment.expired", "charge.expired", "An authorization ran out before it was captured.", "An authorization was released: nothing was taken."),
        ("payment.review_opened", "review.opened", "A payment is held for review.", NewsOfPayment),
        ("payment.review_closed", "review.closed", "The review of a payment is closed.", NewsOfPayment),
        ("payment.checkout_completed", "checkout.session.completed", "A checkout was completed.", "Your checkout was completed."),
        ("payment.checkout_expired", "checkout.session.expired", "A checkout was left unfinished and has run out.", "A checkout has run out: nothing was taken."),
        ("payment", "", "A payment changed.", NewsOfPayment),
        ("refund.made", "refund.created charge.refunded", "A refund was made.", "A refund to you was started."),
        ("refund.failed", "refund.failed", "A refund failed: the customer does not have the money.", "A refund to you could not be delivered. We will find another way to return your money."),
        ("refund", "", "A refund changed.", NewsOfRefund),
        ("dispute.opened", "charge.dispute.created", "A payment was disputed with the customer's bank.", Bank),
        ("dispute.closed", "charge.dispute.closed", "A dispute was closed.", "Your bank has answered your question about one of your payments."),
        ("dispute.funds_withdrawn", "charge.dispute.funds_withdrawn", "The disputed money was taken from the merchant.", Bank),
        ("dispute.funds_reinstated", "charge.dispute.funds_reinstated", "The disputed money was given back to the merchant.", Bank),
        ("dispute", "", "A dispute changed.", Bank),
        ("fraud_warning", "", "The card's bank warned that a payment may be fraud.", NewsOfPayment),
        ("subscription.started", "customer.subscription.created", "A subscription was made.", "Your subscription was set up."),
        ("subscription.ended", "customer.subscription.deleted", "A subscription ended.", "Your subscription has ended."),
        ("subscription.paused", "customer.subscription.paused", "A subscription is paused.", "Your subscription is paused."),
        ("subscription.resumed", "customer.subscription.resumed", "A paused subscription goes on.", "Your subscription goes on."),
        ("subscription.trial_ends", "customer.subscription.trial_will_end", "A trial ends within days.", "Your trial ends soon."),
        ("subscription", "", "A subscription or its schedule changed.", NewsOfSubscription),
        ("invoice.paid", "invoice.paid invoice.payment_succeeded invoice_payment.paid", "An invoice was paid.", "An invoice of yours was paid."),
        ("invoice.payment_failed", "invoice.payment_failed", "An invoice could not be collected.", "The payment of an invoice did not go through."),
        ("invoice.needs_customer", "invoice.payment_action_required", "An invoice waits for the customer to confirm its payment.", "An invoice waits for you to confirm its payment."),
        ("invoice.sent", "invoice.sent", "An invoice was sent to the customer.", "An invoice was sent to you."),
        ("invoice.overdue", "invoice.overdue", "An invoice is overdue.", "An invoice of yours is overdue."),
        ("invoice.upcoming", "invoice.upcoming invoice.will_be_due", "An invoice is due within days.", "An invoice of yours is due soon."),
        ("invoice.voided", "invoice.voided invoice.deleted", "An invoice was voided.", "An invoice of yours was called off."),
        ("invoice.uncollectible", "invoice.marked_uncollectible", "An invoice was given up as uncollectible.", NewsOfInvoice),
        ("invoice.credited", "credit_note.created", "An invoice was credited, in part or in full.", "An invoice of yours was credited."),
        ("invoice", "", "An invoice changed.", NewsOfInvoice),
        ("customer.deleted", "customer.deleted", "The customer's record was deleted at Stripe.", NewsOfRecord),
        ("customer", "", "The customer's record, cards, discounts, tax ids or balance changed.", NewsOfRecord),
        ("stripe_approval.requested", "v2.core.approval_request.created", "The merchant's Stripe account asks for an approval.", NewsOfRequest),
        ("stripe_approval.executed", "v2.core.approval_request.succeeded", "Stripe did what was approved in its dashboard.", NewsOfRequest),
        ("stripe_approval.refused", "v2.core.approval_request.rejected v2.core.approval_request.canceled v2.core.approval_request.expired", "An approval was not given in Stripe's dashboard.", NewsOfRequest),
        ("stripe_approval.failed", "v2.core.approval_request.failed", "Stripe could not do what was approved in its dashboard.", NewsOfRequest),
        ("stripe_approval", "", "An approval in Stripe's dashboard moved on.", NewsOfRequest),
        ("missed", "", "Something may have changed that was not heard here. Read everything anew.", "There may be news about your payments."),
    ];

    internal static readonly (string Code, string ForAgent, string ForCustomer)[] All =
    [
        .. Told.Select(told => (Prefix + told.Code, told.ForAgent, told.ForCustomer)),
        (PaymentNow, "{payment} of {amount} from {made_on} is now: {status}.", "There is news about your payment of {amount} from {made_on}."),
    ];

    private static readonly FrozenDictionary<string, string> ByType = Told
        .SelectMany(told => told.Types.Split(' ', StringSplitOptions.RemoveEmptyEntries), (told, type) => KeyValuePair.Create(type, Prefix + told.Code))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The code of a type of event; null if it has no sentence of its own.</summary>
    internal static string? CodeOf(string? type) => type is null ? null : ByType.GetValueOrDefault(type);

    /// <summary>Every type that has a sentence of its own.</summary>
    internal static IEnumerable<string> Types => ByType.Keys;
}
