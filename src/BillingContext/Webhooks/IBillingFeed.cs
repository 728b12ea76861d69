using BillingContext.Customers;
using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>Carries what webhooks tell to open conversations.</summary>
public interface IBillingFeed
{
    /// <summary>Every change of a customer after a token, in order, until cancelled.</summary>
    /// <remarks>
    /// Hears at once what this process records, and every <see cref="BillingContextOptions.ReadChangesEvery"/> what others recorded in the same store. When a change is
    /// given, no older context of the customer is in this process's cache any more. A slow reader holds up nobody. One who comes back after too long is told so by a change of kind <see cref="BillingChangeKind.Missed"/>.
    /// </remarks>
    /// <param name="customer">One customer, or one payment.</param>
    /// <param name="since">Usually <see cref="PaymentContext.ChangeToken"/>, so that nothing is lost between reading and watching.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="ArgumentException">The resolution names nobody.</exception>
    IAsyncEnumerable<BillingChange> WatchAsync(
        CustomerResolution customer, ChangeToken since, CancellationToken cancellationToken = default);
}
