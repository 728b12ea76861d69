using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>The life of a subscription: https://docs.stripe.com/billing/subscriptions/overview</summary>
internal static class SubscriptionOperations
{
    public static (SubscriptionRecord Subscription, SimulatedInvoice Invoice) Start(Books books, SubscriptionOrder order, long at)
    {
        var trialEnd = order.TrialDays > 0 ? at + (order.TrialDays * 86_400L) : (long?)null;
        var id = books.Ids.Subscription();
        var subscription = new SubscriptionRecord
        {
            Id = id,
            Created = at,
            Customer = order.Customer,
            Status = trialEnd is not null ? "trialing" : order.Waits || order.DeclineCode is not null ? "incomplete" : "active",
            Items = [.. order.Items.Select(item => SubscriptionItems.New(books, id, item, at))],
            Currency = order.Items[0].Price.Currency,
            Interval = order.Items[0].Price.Interval!,
            PeriodStart = at,
            PeriodEnd = trialEnd ?? Next(at, order.Items[0].Price.Interval!),
            Card = order.Card,
            PaymentMethod = order.DefaultPaymentMethod,
            TimeRenews = order.Renews,
            Metadata = order.Metadata,
            TrialStart = trialEnd is null ? null : at,
            TrialEnd = trialEnd,
        };
        var invoice = InvoiceDrafts.For(books, subscription, "subscription_create", at, trial: trialEnd is not null);
        subscription = subscription with { LatestInvoice = invoice.Id };
        books.Subscriptions.Add(subscription);
        SubscriptionItems.Keep(books, subscription);
        books.Emit("customer.subscription.created", at, subscription);
        invoice = InvoiceOperations.Finalize(books, invoice, at);
        SubscriptionRenewals.Await(books, subscription);
        SubscriptionRenewals.ExpireIfUnpaid(books, subscription, at);
        return (subscription, order.Waits && invoice.Total > 0
            ? InvoiceOperations.Ask(books, invoice, order.Card, at)
            : InvoiceOperations.Collect(books, invoice, order.Card, order.DeclineCode, at, order.PaymentMethod));
    }

    /// <summary>The next period begins; what the payment meets is given.</summary>
    public static SimulatedInvoice Renew(Books books, SubscriptionRecord subscription, string? declineCode, long at)
    {
        var renewed = NextPeriod(subscription);
        return Collect(books, renewed, Bill(books, renewed, "subscription_cycle", at), declineCode, at);
    }

    /// <summary>A period begins before the old one has ended, and is paid at once.</summary>
    public static void StartPeriod(Books books, SubscriptionRecord subscription, long at)
    {
        var started = subscription with { PeriodStart = at, PeriodEnd = Next(at, subscription.Interval) };
        var draft = Bill(books, started, "subscription_update", at);
        if (started.TimeRenews)
        {
            InvoiceCollection.Finalize(books, draft, at);
        }
        else
        {
            Collect(books, started, draft, null, at);
        }
    }

    public static SubscriptionRecord NextPeriod(SubscriptionRecord subscription) => subscription with
    {
        Status = subscription.Status == "trialing" ? "active" : subscription.Status,
        PeriodStart = subscription.PeriodEnd,
        PeriodEnd = Next(subscription.PeriodEnd, subscription.Interval),
    };

    /// <summary>The subscription as it will be, with the draft of its invoice.</summary>
    public static InvoiceRecord Bill(Books books, SubscriptionRecord subscription, string billingReason, long at)
    {
        var invoice = InvoiceDrafts.For(books, subscription, billingReason, at);
        Change(books, subscription with { LatestInvoice = invoice.Id }, at);
        SubscriptionRenewals.Await(books, subscription);
        return invoice;
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
        if (subscription.TimeRenews)
        {
            Dunning.Stop(books, canceled, at);
        }

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

    private static SimulatedInvoice Collect(
        Books books, SubscriptionRecord subscription, InvoiceRecord draft, string? declineCode, long at)
    {
        var invoice = InvoiceOperations.Finalize(books, draft, at);
        var method = subscription.TimeRenews ? InvoiceCollection.Method(books, invoice)?.Id : subscription.PaymentMethod;
        return InvoiceOperations.Collect(books, invoice, subscription.Card, declineCode, at, method);
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
