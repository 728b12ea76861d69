using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Webhooks;

namespace BillingContext.StripeAdapter;

/// <summary>Everything BillingContext asks of Stripe, in its own words: no type of a Stripe client is in any signature.</summary>
/// <remarks>
/// The built-in one is plain HTTP; docs/decisions/0001-plain-http-adapter.md maps each method to Stripe.net. An implementation
/// reads the merchant's credentials on each call and refuses a scope that is not theirs, so that accounts and modes never
/// mix. Nothing is written at or after the write's <c>sendBefore</c>, which is looked at next to the network, last thing before each
/// attempt: whoever asks holds the request no longer, and by then it may be somebody else's. A read of something that is missing, or of the other mode, returns null; other failures throw <see cref="StripeAdapterException"/>.
/// </remarks>
public interface IStripeAdapter
{
    /// <summary>A customer, also a deleted one.</summary>
    Task<Customer?> GetCustomerAsync(StripeScope scope, CustomerId id, CancellationToken cancellationToken);

    /// <summary>Customers with exactly this e-mail, case included; fresh.</summary>
    Task<StripePage<Customer>> ListCustomersByEmailAsync(StripeScope scope, string email, CancellationToken cancellationToken);

    /// <summary>Customers with this e-mail in any case; up to a minute behind, and not offered in every country.</summary>
    Task<StripePage<Customer>> SearchCustomersByEmailAsync(StripeScope scope, string email, CancellationToken cancellationToken);

    /// <summary>A customer's newest payments, each with its latest charge and up to ten refunds; 1 to 100.</summary>
    Task<StripePage<Payment>> ListPaymentsAsync(StripeScope scope, CustomerId customer, int limit, CancellationToken cancellationToken);

    /// <summary>A customer's payments that carry a value under a key of the merchant's metadata; up to a minute behind, and not offered in every country.</summary>
    Task<StripePage<Payment>> SearchPaymentsAsync(StripeScope scope, CustomerId customer, string metadataKey, string value, CancellationToken cancellationToken);

    /// <summary>A customer's newest attempts, failed ones included; 1 to 100.</summary>
    Task<StripePage<PaymentAttempt>> ListAttemptsAsync(StripeScope scope, CustomerId customer, int limit, CancellationToken cancellationToken);

    /// <summary>A customer's newest subscriptions, ended ones included, each with its latest invoice; 1 to 100.</summary>
    Task<StripePage<Subscription>> ListSubscriptionsAsync(StripeScope scope, CustomerId customer, int limit, CancellationToken cancellationToken);

    /// <summary>A customer's newest invoices with their payments; 1 to 100.</summary>
    Task<StripePage<Invoice>> ListInvoicesAsync(StripeScope scope, CustomerId customer, int limit, CancellationToken cancellationToken);

    /// <summary>A payment by its own id or its charge's, with its latest charge and up to ten refunds.</summary>
    Task<Payment?> GetPaymentAsync(StripeScope scope, PaymentId id, CancellationToken cancellationToken);

    /// <summary>All refunds of a payment, newest first, however many pages it takes.</summary>
    Task<IReadOnlyList<Refund>> ListRefundsAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken);

    /// <summary>All disputes of a charge, newest first.</summary>
    Task<IReadOnlyList<Dispute>> ListDisputesAsync(StripeScope scope, ChargeId charge, CancellationToken cancellationToken);

    /// <summary>All early fraud warnings of a charge, newest first.</summary>
    Task<IReadOnlyList<EarlyFraudWarning>> ListFraudWarningsAsync(StripeScope scope, ChargeId charge, CancellationToken cancellationToken);

    /// <summary>A subscription with its latest invoice.</summary>
    Task<Subscription?> GetSubscriptionAsync(StripeScope scope, SubscriptionId id, CancellationToken cancellationToken);

    /// <summary>An invoice with its payments.</summary>
    Task<Invoice?> GetInvoiceAsync(StripeScope scope, InvoiceId id, CancellationToken cancellationToken);

    /// <summary>A page of what happened since an instant, the newest first; Stripe remembers 30 days, and nothing of it is left out.</summary>
    /// <param name="scope">Merchant, account and mode.</param>
    /// <param name="since">The earliest instant (UTC, whole seconds).</param>
    /// <param name="startingAfter">The last event of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<StripePage<ReceivedEvent>> ListEventsAsync(StripeScope scope, DateTimeOffset since, string? startingAfter, CancellationToken cancellationToken);

    /// <summary>Makes a refund, with the merchant's write key. Sent again only with the same key.</summary>
    /// <param name="scope">Merchant, account and mode.</param>
    /// <param name="refund">What to make.</param>
    /// <param name="idempotencyKey">The same for every attempt at this refund, and for no other.</param>
    /// <param name="sendBefore">Nothing is sent from this instant on (UTC).</param>
    /// <param name="cancellationToken">Stops before the first attempt; an attempt that left is waited for.</param>
    Task<StripeWriteResult<Refund>> CreateRefundAsync(
        StripeScope scope, NewRefund refund, string idempotencyKey, DateTimeOffset sendBefore, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a subscription now, with the merchant's write key and without any proration by Stripe. Stripe takes no idempotency key for it: once is
    /// as good as twice, and a second attempt finds nothing to end.
    /// </summary>
    /// <param name="scope">Merchant, account and mode.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="invoiceNow">Bill at once what was used and is not billed yet.</param>
    /// <param name="sendBefore">Nothing is sent from this instant on (UTC).</param>
    /// <param name="cancellationToken">Stops before the first attempt; an attempt that left is waited for.</param>
    Task<StripeWriteResult<Subscription>> CancelSubscriptionAsync(
        StripeScope scope, SubscriptionId id, bool invoiceNow, DateTimeOffset sendBefore, CancellationToken cancellationToken);

    /// <summary>Lets a subscription end with its current period, or go on after all, with the merchant's write key. Sent again only with the same key.</summary>
    /// <param name="scope">Merchant, account and mode.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="cancelAtPeriodEnd">Whether it ends.</param>
    /// <param name="idempotencyKey">The same for every attempt at this change, and for no other.</param>
    /// <param name="sendBefore">Nothing is sent from this instant on (UTC).</param>
    /// <param name="cancellationToken">Stops before the first attempt; an attempt that left is waited for.</param>
    Task<StripeWriteResult<Subscription>> SetCancelAtPeriodEndAsync(
        StripeScope scope, SubscriptionId id, bool cancelAtPeriodEnd, string idempotencyKey, DateTimeOffset sendBefore, CancellationToken cancellationToken);
}
