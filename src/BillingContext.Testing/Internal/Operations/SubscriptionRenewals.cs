using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>What time does to a subscription: https://docs.stripe.com/billing/subscriptions/overview</summary>
internal static class SubscriptionRenewals
{
    // https://docs.stripe.com/billing/subscriptions/overview#payment-window
    private const long PaymentWindowSeconds = 23 * 60 * 60;

    /// <summary>Renews when the period ends, for as long as it runs.</summary>
    public static void Await(Books books, SubscriptionRecord subscription)
    {
        if (!subscription.TimeRenews)
        {
            return;
        }

        books.Due.Add(subscription.PeriodEnd, due =>
        {
            var current = books.Subscriptions[subscription.Id];
            if (current.Status is "active" or "trialing" or "past_due" or "unpaid"
                && !current.CancelAtPeriodEnd
                && current.PeriodEnd == due)
            {
                Renew(books, current, due);
            }
        });
    }

    /// <summary>Of an unpaid one the invoices stay drafts: https://docs.stripe.com/billing/subscriptions/overview#unpaid-status</summary>
    private static void Renew(Books books, SubscriptionRecord subscription, long at)
    {
        var renewed = SubscriptionOperations.NextPeriod(subscription);
        var draft = SubscriptionOperations.Bill(books, renewed, "subscription_cycle", at);
        if (renewed.Status != "unpaid")
        {
            InvoiceCollection.Finalize(books, draft, at);
        }
    }

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
                InvoiceCollection.Void(books, books.Invoices[unpaid.LatestInvoice!], due);
            }
        });
    }

    /// <summary>What a payment without the customer meets.</summary>
    public static string? DeclineCode(Books books, string? paymentMethod)
        => books.PaymentMethods.Find(paymentMethod)?.Test is { } card
            ? card.NeedsAuthentication ? "authentication_required" : card.DeclineCode
            : null;
}
