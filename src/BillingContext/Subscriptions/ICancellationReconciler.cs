namespace BillingContext.Subscriptions;

/// <summary>Settles cancellations whose outcome was lost, and those whose refund is still due. Runs by itself in a host; call it where there is none.</summary>
public interface ICancellationReconciler
{
    /// <summary>Looks at every cancellation that is due, of all merchants. Safe to run on any number of nodes at once.</summary>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<CancellationSweep> SweepAsync(CancellationToken cancellationToken = default);

    /// <summary>A merchant's cancellations that are not at rest, the longest due first, at most 1,000: open, waiting for somebody, or with a refund that is due.</summary>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<IReadOnlyList<CancellationIntent>> ListOpenAsync(MerchantId merchant, CancellationToken cancellationToken = default);
}
