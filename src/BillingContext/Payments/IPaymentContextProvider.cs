using BillingContext.Customers;

namespace BillingContext.Payments;

/// <summary>What happened: a customer's payments, refunds, disputes and subscriptions, in the fewest Stripe calls.</summary>
/// <remarks>Refunds are decided on what <see cref="GetPaymentAsync"/> reads: who replaces this must read anew there, and check whose payment it is.</remarks>
public interface IPaymentContextProvider
{
    /// <summary>Reads a customer's context, or takes one that is fresh enough.</summary>
    /// <remarks>
    /// A known customer costs three calls in one round trip, one more each for attempts and invoices, and one for each
    /// disputed charge; early fraud warnings, where they are asked for, one for each payment that they could matter to. Who asks for the same at
    /// the same time shares them. A customer who is missing or deleted, and anything a key may not read, are states of the context.
    /// Where too many requests stand in the way, an older context comes instead, marked as <see cref="PaymentContext.IsStale"/>, unless
    /// <see cref="PaymentContextRequest.MaxAge"/> is zero.
    /// </remarks>
    /// <param name="customer">From <see cref="ICustomerResolver"/>: one customer, or one payment.</param>
    /// <param name="request">What to include, and how old it may be.</param>
    /// <param name="cancellationToken">Stops waiting; the read goes on for others who wait, or ends.</param>
    /// <exception cref="ArgumentException">The resolution names nobody, or a number in the request is out of range.</exception>
    /// <exception cref="BillingException">The merchant is unknown, its key was revoked, Stripe answered nothing at all, or could not be asked in time and no
    /// older context is at hand (<c>stripe.busy</c>, a <see cref="StripeAdapter.StripeAdapterException"/> with <c>RetryAfter</c>).</exception>
    Task<PaymentContext> GetAsync(
        CustomerResolution customer, PaymentContextRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>The payments somebody's words may mean, the likeliest first, each with why.</summary>
    /// <remarks>
    /// Looks through the context at hand first. A payment or an invoice that is named by id and not there is read; an order number that is not
    /// there is searched for, one call for each of <see cref="MerchantCredentials.OrderReferenceKeys"/>, three at most. Where search is not offered or not allowed,
    /// <see cref="FoundPayments.Missing"/> says that older payments were not looked at.
    /// </remarks>
    /// <param name="customer">From <see cref="ICustomerResolver"/>: one customer, or one payment.</param>
    /// <param name="reference">From <see cref="PaymentReference.Parse"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Only the customer's own; another's payment is answered as one that does not exist, at the same cost.</returns>
    /// <exception cref="ArgumentException">The resolution names nobody.</exception>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe could not be asked.</exception>
    Task<FoundPayments> FindPaymentsAsync(CustomerResolution customer, PaymentReference reference, CancellationToken cancellationToken = default);

    /// <summary>One payment of the customer, read anew, with all its refunds and disputes as far as the key may read them.</summary>
    /// <param name="customer">From <see cref="ICustomerResolver"/>: one customer, or one payment.</param>
    /// <param name="payment">The payment, by its own id or its charge's.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null if there is no such payment or it is somebody else's: the two are not told apart.</returns>
    /// <exception cref="ArgumentException">The resolution names nobody.</exception>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe could not be asked.</exception>
    Task<Payment?> GetPaymentAsync(CustomerResolution customer, PaymentId payment, CancellationToken cancellationToken = default);
}
