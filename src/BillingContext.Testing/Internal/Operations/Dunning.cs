using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>
/// Retries of what could not be collected. Stripe's Smart Retries choose their moments; here each one follows the attempt
/// before it by a fixed time: https://docs.stripe.com/billing/revenue-recovery/smart-retries#custom-retry-schedule
/// </summary>
internal static class Dunning
{
    private const long DaySeconds = 24 * 60 * 60;
    private static readonly int[] Days = [3, 5, 7];

    /// <summary>An invoice that a set-up verb moves on names a day and waits for the next verb.</summary>
    public static long? NextAttempt(InvoiceRecord tried, long at) => tried switch
    {
        { TimeAdvances: false } => at + (Days[0] * DaySeconds),
        { Status: "open", AutoAdvance: true, IsSent: false, BillingReason: not "subscription_create" }
            when tried.AttemptCount <= Days.Length => at + (Days[tried.AttemptCount - 1] * DaySeconds),
        _ => null,
    };

    public static void Await(Books books, InvoiceRecord failed, long at)
    {
        if (!failed.TimeAdvances)
        {
            return;
        }

        if (failed.NextPaymentAttempt is { } next)
        {
            books.Due.Add(next, due => Retry(books, failed.Id, due));
        }
        else if (failed.AttemptCount > Days.Length)
        {
            GiveUp(books, failed, at);
        }
    }

    /// <summary>Cancelling a subscription ends the collection of its invoices: https://docs.stripe.com/api/subscriptions/cancel</summary>
    public static void Stop(Books books, SubscriptionRecord subscription, long at)
    {
        var open = Table<InvoiceRecord>.Newest(books.InvoicesBySubscription.Of(subscription.Id))
            .Where(invoice => invoice is { TimeAdvances: true, AutoAdvance: true, Status: "draft" or "open" }).ToList();
        foreach (var invoice in open)
        {
            InvoiceOperations.Change(books, invoice with { AutoAdvance = false, NextPaymentAttempt = null }, at);
        }
    }

    private static void Retry(Books books, string id, long due)
    {
        if (books.Invoices.Find(id) is { Status: "open", AutoAdvance: true } invoice && invoice.NextPaymentAttempt == due)
        {
            InvoiceCollection.Charge(books, invoice, due);
        }
    }

    private static void GiveUp(Books books, InvoiceRecord invoice, long at)
    {
        if (books.Subscriptions.Find(invoice.Subscription) is not { Status: "past_due" } subscription)
        {
            return;
        }

        if (books.StatusAfterRetries == "canceled")
        {
            SubscriptionOperations.Cancel(books, subscription, "payment_failed", null, null, at);
        }
        else if (books.StatusAfterRetries == "unpaid")
        {
            SubscriptionOperations.Change(books, subscription with { Status = "unpaid" }, at);
        }
    }
}
