using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>The life of a subscription: https://docs.stripe.com/billing/subscriptions/overview</summary>
internal static class SubscriptionOperations
{
    public static (SubscriptionRecord Subscription, SimulatedInvoice Invoice) Start(Books books, SubscriptionOrder order, long at)
    {
        var trialEnd = order.TrialDays > 0 ? at + (order.TrialDays * 86_400L) : (long?)null;
        var subscription = new SubscriptionRecord
        {
            Id = books.Ids.Subscription(),
            Created = at,
            Customer = order.Customer,
            Status = trialEnd is not null ? "trialing" : order.Waits || order.DeclineCode is not null ? "incomplete" : "active",
            Item = books.Ids.SubscriptionItem(),
            Price = order.Price,
            Product = order.Product ?? "prod_" + order.Price.Replace("price_", "", StringComparison.Ordinal),
            Amount = order.Amount,
            Currency = order.Currency,
            Interval = order.Interval,
            PeriodStart = at,
            PeriodEnd = trialEnd ?? Next(at, order.Interval),
            Card = order.Card,
            Quantity = order.Quantity,
            PaymentMethod = order.PaymentMethod,
            Metadata = order.Metadata,
            TrialStart = trialEnd is null ? null : at,
            TrialEnd = trialEnd,
        };
        var invoice = InvoiceOperations.Draft(books, subscription, "subscription_create", trialEnd is null ? subscription.Total : 0, at);
        subscription = subscription with { LatestInvoice = invoice.Id };
        books.Subscriptions.Add(subscription);
        books.Emit("customer.subscription.created", at, subscription);
        invoice = InvoiceOperations.Finalize(books, invoice, at);
        if (order.Renews)
        {
            SubscriptionRenewals.Await(books, subscription);
        }

        SubscriptionRenewals.ExpireIfUnpaid(books, subscription, at);
        return (subscription, order.Waits && invoice.Total > 0
            ? InvoiceOperations.Ask(books, invoice, order.Card, at)
            : InvoiceOperations.Collect(books, invoice, order.Card, order.DeclineCode, at, order.PaymentMethod));
    }

    public static SimulatedInvoice Renew(Books books, SubscriptionRecord subscription, string? declineCode, long at)
    {
        var renewed = subscription with
        {
            Status = "active",
            PeriodStart = subscription.PeriodEnd,
            PeriodEnd = Next(subscription.PeriodEnd, subscription.Interval),
        };
        var invoice = InvoiceOperations.Draft(books, renewed, "subscription_cycle", renewed.Total, at);
        Change(books, renewed with { LatestInvoice = invoice.Id }, at);
        invoice = InvoiceOperations.Finalize(books, invoice, at);
        return InvoiceOperations.Collect(books, invoice, renewed.Card, declineCode, at, renewed.PaymentMethod);
    }

    public static SubscriptionRecord SetCancelAtPeriodEnd(
        Books books, SubscriptionRecord subscription, bool cancel, string? comment, string? feedback, long at)
    {
        var changed = subscription with
        {
            CancelAtPeriodEnd = cancel,
            CancelAt = cancel ? subscription.PeriodEnd : null,
            CanceledAt = cancel ? at : null,
            CancelReason = cancel ? "cancellation_requested" : null,
            CancelComment = comment ?? subscription.CancelComment,
            CancelFeedback = feedback ?? subscription.CancelFeedback,
        };
        Change(books, changed, at);
        if (cancel)
        {
            books.Due.Add(subscription.PeriodEnd, due => EndWhenAsked(books, subscription.Id, due));
        }

        return changed;
    }

    public static SubscriptionRecord Cancel(
        Books books, SubscriptionRecord subscription, string reason, string? comment, string? feedback, long at)
    {
        var canceled = subscription with
        {
            Status = "canceled",
            CanceledAt = subscription.CanceledAt ?? at,
            EndedAt = at,
            CancelReason = subscription.CancelReason ?? reason,
            CancelComment = comment ?? subscription.CancelComment,
            CancelFeedback = feedback ?? subscription.CancelFeedback,
        };
        books.Subscriptions.Change(canceled);
        books.Emit("customer.subscription.deleted", at, canceled);
        return canceled;
    }

    public static void Change(Books books, SubscriptionRecord subscription, long at)
    {
        var previous = books.Subscriptions[subscription.Id];
        books.Subscriptions.Change(subscription);
        books.Emit("customer.subscription.updated", at, subscription, previous);
    }

    private static void EndWhenAsked(Books books, string id, long at)
    {
        if (books.Subscriptions[id] is { CancelAtPeriodEnd: true, Ended: false } subscription && subscription.PeriodEnd <= at)
        {
            Cancel(books, subscription, "cancellation_requested", null, null, at);
        }
    }

    private static long Next(long start, string interval)
    {
        var from = DateTimeOffset.FromUnixTimeSeconds(start);
        var to = interval switch
        {
            "day" => from.AddDays(1),
            "week" => from.AddDays(7),
            "year" => from.AddYears(1),
            _ => from.AddMonths(1),
        };
        return to.ToUnixTimeSeconds();
    }
}
