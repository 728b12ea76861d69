using BillingContext.Payments;
using BillingContext.Refunds;

namespace BillingContext.Subscriptions.Internal;

/// <summary>What could go back of a subscription's latest invoice: pure.</summary>
/// <param name="Paid">What paid it, and how much.</param>
/// <param name="Proration">What is left of it by time; null where that cannot be said.</param>
/// <param name="Reason">Why nothing can, or why nothing can be prorated.</param>
internal sealed record InvoiceRefund(InvoicePayment? Paid, Proration? Proration, DecisionReason? Reason)
{
    /// <summary>An invoice is made somewhat before or after its period begins, never by days.</summary>
    private static readonly TimeSpan InvoiceMargin = TimeSpan.FromDays(1);

    internal static InvoiceRefund Of(Subscription subscription, DateTimeOffset now)
    {
        if (subscription.LatestInvoice is not { } invoice)
        {
            return Nothing("invoice.not_readable", "There is no invoice, or the key may not read it.");
        }

        if (invoice.PaidBy is not [var paid])
        {
            return invoice.PaidBy.Count == 0
                ? Nothing("invoice.nothing_paid", "Nothing was paid of the latest invoice.")
                : Nothing("invoice.several_payments", "Several payments paid the latest invoice. Refund each of them by itself.");
        }

        var most = paid.Amount < invoice.AmountPaid ? paid : paid with { Amount = invoice.AmountPaid };
        return most.Amount.MinorUnits <= 0
            ? Nothing("invoice.nothing_paid", "Nothing was paid of the latest invoice.")
            : ProrationOf(subscription, invoice, most.Amount, now, out var proration) is { } reason
                ? new InvoiceRefund(most, null, reason)
                : new InvoiceRefund(most, proration, null);
    }

    private static DecisionReason? ProrationOf(Subscription subscription, Invoice invoice, Money paid, DateTimeOffset now, out Proration? proration)
    {
        proration = null;
        if (subscription.PeriodsDiffer || subscription is not { CurrentPeriodStart: { } start, CurrentPeriodEnd: { } end } || end - start < TimeSpan.FromSeconds(1))
        {
            return Denied("subscription.periods_differ", "Its items have periods of their own, so the time left is not one number. Refund an amount of your choice.");
        }

        if (invoice.BillingReason is not ("subscription_create" or "subscription_cycle") || invoice.CreatedAt < start - InvoiceMargin)
        {
            return Denied("invoice.not_for_period", "The latest invoice is not that of the whole current period, so it has no prorated part. Refund an amount of your choice.");
        }

        proration = Proration.Of(paid, start, end, now);
        return null;
    }

    private static InvoiceRefund Nothing(string code, string message) => new(null, null, Denied(code, message));

    private static DecisionReason Denied(string code, string message) => new(code, RefundVerdict.Denied, message);
}
