using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>What time does to a subscription: https://docs.stripe.com/billing/subscriptions/overview</summary>
internal static class SubscriptionRenewals
{
    // https://docs.stripe.com/billing/subscriptions/overview#payment-window
    private const long PaymentWindowSeconds = 23 * 60 * 60;

    /// <summary>Renews when the period ends, and again, for as long as it runs.</summary>
    public static void Await(Books books, SubscriptionRecord subscription)
        => books.Due.Add(subscription.PeriodEnd, due =>
        {
            var current = books.Subscriptions[subscription.Id];
            if (current.Status is not ("active" or "trialing" or "past_due") || current.CancelAtPeriodEnd || current.PeriodEnd != due)
            {
                return;
            }

            SubscriptionOperations.Renew(books, current, DeclineCode(books, current.PaymentMethod), due);
            Await(books, books.Subscriptions[current.Id]);
        });

    public static void ExpireIfUnpaid(Books books, SubscriptionRecord subscription, long at)
    {
        if (subscription.Status != "incomplete")
        {
            return;
        }

        books.Due.Add(at + PaymentWindowSeconds, due =>
        {
            if (books.Subscriptions[subscription.Id] is { Status: "incomplete" } unpaid)
            {
                SubscriptionOperations.Change(books, unpaid with { Status = "incomplete_expired", EndedAt = due }, due);
                InvoiceOperations.Change(
                    books, books.Invoices[unpaid.LatestInvoice!] with { Status = "void", VoidedAt = due }, "invoice.voided", due);
            }
        });
    }

    /// <summary>What a payment without the customer meets.</summary>
    public static string? DeclineCode(Books books, string? paymentMethod)
        => books.PaymentMethods.Find(paymentMethod)?.Test is { } card
            ? card.DeclineCode ?? (card.NeedsAuthentication ? "authentication_required" : null)
            : null;
}
