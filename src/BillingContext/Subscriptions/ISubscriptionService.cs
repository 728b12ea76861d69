using BillingContext.Refunds;

namespace BillingContext.Subscriptions;

/// <summary>Ends subscriptions: each request at most once, written down before Stripe is asked, with a refund of the latest invoice or without.</summary>
public interface ISubscriptionService
{
    /// <summary>What a request would come to now: when the subscription ends, and what goes back. Nothing is recorded and nothing happens.</summary>
    /// <exception cref="ArgumentException">The request id, the note or the subscription's id is malformed.</exception>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe or the store could not be asked.</exception>
    Task<CancellationPreview> PreviewAsync(CancellationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Decides on fresh facts and, if approved, ends the subscription now or with its period, or undoes that it ends with its period.</summary>
    /// <remarks>
    /// Two calls to Stripe: read the subscription, change it. With a refund five: its payment is read and decided on before anything happens; then
    /// the subscription is canceled, and then the refund is made, as <c>{RequestId}:refund</c>. Cancellation of the call counts until the intent is recorded. Refusals,
    /// pending approvals and lost answers are results.
    /// </remarks>
    /// <exception cref="ArgumentException">The request id, the note or the subscription's id is malformed.</exception>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe or the store could not be asked. This call changed nothing at Stripe.</exception>
    Task<CancellationResult> CancelAsync(CancellationRequest request, CancellationToken cancellationToken = default);

    /// <summary>What is on record of a request, as somebody saw it last: for a page that shows what became of one. Asks the store alone; nothing moves.</summary>
    /// <remarks>Whoever wants to know how it stands now asks again with the same request, which finds out.</remarks>
    /// <param name="merchant">Whose.</param>
    /// <param name="requestId">The host's id of the request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null if nothing is on record: it was never asked, or was declined, which the audit log tells.</returns>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<CancellationResult?> GetAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken = default);

    /// <summary>What waits for somebody's yes, the longest due first, at most 1,000: ours to answer, and Stripe's own, which only its dashboard gives.</summary>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<IReadOnlyList<CancellationIntent>> ListApprovalsAsync(MerchantId merchant, CancellationToken cancellationToken = default);

    /// <summary>Says yes to a cancellation that needs approval, and to the refund that belongs to it; see <see cref="IRefundService.ApproveAsync"/>.</summary>
    /// <exception cref="ArgumentException">The note is too long.</exception>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe or the store could not be asked. This call changed nothing at Stripe.</exception>
    Task<CancellationResult> ApproveAsync(ApprovalAnswer answer, CancellationToken cancellationToken = default);

    /// <summary>Says no to a cancellation that needs approval.</summary>
    /// <exception cref="ArgumentException">The note is too long.</exception>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<CancellationResult> RejectAsync(ApprovalAnswer answer, CancellationToken cancellationToken = default);
}
