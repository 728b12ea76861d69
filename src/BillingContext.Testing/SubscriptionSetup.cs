using BillingContext.Testing.Internal;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing;

/// <summary>Subscriptions and invoices. Time renews a subscription made over HTTP; these ones renew when told to.</summary>
public static class SubscriptionSetup
{
    /// <summary>Starts a subscription: its first invoice is paid at once, or free during a trial.</summary>
    /// <param name="account">The merchant's account.</param>
    /// <param name="customer">Who subscribes.</param>
    /// <param name="priceId">The price.</param>
    /// <param name="amount">What a period costs.</param>
    /// <param name="interval"><c>day</c>, <c>week</c>, <c>month</c> or <c>year</c>.</param>
    /// <param name="currency">Three letters.</param>
    /// <param name="card">The card; a Visa ending in 4242 when left out.</param>
    /// <param name="metadata">What the merchant attached.</param>
    /// <param name="trialDays">How long the customer pays nothing.</param>
    /// <param name="createdAt">When; now when left out.</param>
    public static SimulatedSubscription Subscribe(
        this SimulatedAccount account,
        string customer,
        string priceId = "price_basic",
        long amount = 2000,
        string interval = "month",
        string currency = "usd",
        SimulatedCard? card = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        int trialDays = 0,
        DateTimeOffset? createdAt = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) =>
        {
            var at = createdAt?.ToUnixTimeSeconds() ?? now;
            var price = new PriceRecord
            {
                Id = priceId,
                Created = at,
                Product = "prod_" + priceId.Replace("price_", "", StringComparison.Ordinal),
                Currency = Currencies.Normalize(currency),
                UnitAmount = amount,
                Interval = interval,
            };
            var order = new SubscriptionOrder(SetupLookup.Customer(books, customer).Id, [new ItemOrder(price, 1)])
            {
                Card = card ?? SimulatedCard.Default,
                Metadata = SimulatedAccount.Copy(metadata),
                TrialDays = trialDays,
            };
            var (subscription, invoice) = SubscriptionOperations.Start(books, order, at);
            return new SimulatedSubscription(subscription.Id, invoice);
        });
    }

    /// <summary>The next period begins and is paid. Dated now, or <paramref name="at"/>.</summary>
    public static SimulatedInvoice RenewSubscription(this SimulatedAccount account, string id, DateTimeOffset? at = null)
        => Renew(account, id, null, at);

    /// <summary>The next period begins and its payment fails: the invoice stays open, the subscription is past due.</summary>
    public static SimulatedInvoice FailRenewal(
        this SimulatedAccount account, string id, string declineCode = "insufficient_funds", DateTimeOffset? at = null)
        => Renew(account, id, declineCode, at);

    /// <summary>Tries an open invoice again; it is paid unless a decline code is given.</summary>
    public static SimulatedInvoice PayInvoice(
        this SimulatedAccount account, string invoiceId, SimulatedCard? card = null, string? declineCode = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) => books.Invoices.Find(invoiceId) is { Status: "open" } invoice
            ? InvoiceOperations.Collect(books, invoice, card ?? SimulatedCard.Default, declineCode, now)
            : throw new ArgumentException($"There is no open invoice {invoiceId}.", nameof(invoiceId)));
    }

    /// <summary>Ends a subscription now.</summary>
    /// <param name="account">The merchant's account.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="reason"><c>cancellation_requested</c>, <c>payment_failed</c> or <c>payment_disputed</c>.</param>
    public static void CancelSubscription(this SimulatedAccount account, string id, string reason = "cancellation_requested")
        => With(account, id, (books, subscription, now) => SubscriptionOperations.Cancel(books, subscription, reason, null, null, now));

    /// <summary>Lets a subscription end with the paid period, or go on after all.</summary>
    public static void CancelAtPeriodEnd(this SimulatedAccount account, string id, bool value = true)
        => With(
            account,
            id,
            (books, subscription, now) => SubscriptionOperations.SetCancelAtPeriodEnd(books, subscription, value, null, null, now));

    /// <summary>An invoice without a subscription.</summary>
    /// <param name="account">The merchant's account.</param>
    /// <param name="customer">Whom it is for.</param>
    /// <param name="amount">The total.</param>
    /// <param name="currency">Three letters.</param>
    /// <param name="status"><c>draft</c>, <c>open</c>, <c>paid</c>, <c>uncollectible</c> or <c>void</c>.</param>
    /// <param name="description">What the merchant wrote on it.</param>
    /// <param name="card">The card of a paid one.</param>
    /// <param name="createdAt">When; now when left out.</param>
    public static SimulatedInvoice AddInvoice(
        this SimulatedAccount account,
        string customer,
        long amount,
        string currency = "usd",
        string status = "open",
        string? description = null,
        SimulatedCard? card = null,
        DateTimeOffset? createdAt = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) =>
        {
            var at = createdAt?.ToUnixTimeSeconds() ?? now;
            var buyer = SetupLookup.Customer(books, customer).Id;
            var invoice = InvoiceDrafts.For(
                books, buyer, amount, Currencies.Normalize(currency), description, autoAdvance: status != "draft", at);
            if (status != "draft")
            {
                invoice = InvoiceOperations.Finalize(books, invoice, at);
            }

            switch (status)
            {
                case "paid":
                    return InvoiceOperations.Collect(books, invoice, card ?? SimulatedCard.Default, null, at);
                case "void":
                    InvoiceCollection.Void(books, invoice, at);
                    break;
                case "uncollectible":
                    InvoiceOperations.Change(
                        books, invoice with { Status = "uncollectible", MarkedUncollectibleAt = at }, "invoice.marked_uncollectible", at);
                    break;
            }

            return new SimulatedInvoice(invoice.Id, null, null);
        });
    }

    private static SimulatedInvoice Renew(SimulatedAccount account, string id, string? declineCode, DateTimeOffset? at)
        => With(
            account,
            id,
            (books, subscription, now) => SubscriptionOperations.Renew(books, subscription, declineCode, at?.ToUnixTimeSeconds() ?? now));

    private static T With<T>(SimulatedAccount account, string id, Func<Books, SubscriptionRecord, long, T> action)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) => books.Subscriptions.Find(id) is { Ended: false } subscription
            ? action(books, subscription, now)
            : throw new ArgumentException($"There is no subscription {id} that runs.", nameof(id)));
    }
}
