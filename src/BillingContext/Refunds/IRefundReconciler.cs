namespace BillingContext.Refunds;

/// <summary>Settles refunds whose outcome was lost, and follows those that are on their way. Runs by itself in a host; call it where there is none.</summary>
public interface IRefundReconciler
{
    /// <summary>Looks at every refund that is due, of all merchants. Safe to run on any number of nodes at once.</summary>
    /// <remarks>
    /// Looks among the payment's refunds; asks Stripe again only with the same idempotency key, younger than 23 hours, and only for what
    /// would still be approved. Refuses only when nothing of ours can reach Stripe any more. A refund that cannot be looked at is put off,
    /// and no other waits for it.
    /// </remarks>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<RefundSweep> SweepAsync(CancellationToken cancellationToken = default);

    /// <summary>A merchant's refunds that are not at rest, the longest due first, at most 1,000: open, on their way, or waiting for somebody.</summary>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<IReadOnlyList<RefundIntent>> ListOpenAsync(MerchantId merchant, CancellationToken cancellationToken = default);
}
