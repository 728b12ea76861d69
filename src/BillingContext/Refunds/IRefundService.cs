namespace BillingContext.Refunds;

/// <summary>Decides and makes refunds: each request at most once, written down before Stripe is asked.</summary>
public interface IRefundService
{
    /// <summary>What would be decided now. Nothing is recorded and nothing moves.</summary>
    /// <exception cref="ArgumentException">The request id or the note is malformed.</exception>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe could not be asked.</exception>
    Task<RefundDecision> EvaluateAsync(RefundRequest request, CancellationToken cancellationToken = default);

    /// <summary>Decides on fresh facts and, if approved, refunds.</summary>
    /// <remarks>
    /// Two calls to Stripe: read the payment, make the refund; one more each for a disputed charge and for more than ten refunds. Cancellation counts until the intent is recorded; from then
    /// on the outcome is waited for and recorded. Refusals, pending approvals and lost answers are results.
    /// </remarks>
    /// <exception cref="ArgumentException">The request id or the note is malformed.</exception>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe or the store could not be asked. This call sent nothing to Stripe.</exception>
    Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken = default);

    /// <summary>What is on record of a request, as somebody saw it last: for a page that shows what became of one. Asks the store alone; nothing moves.</summary>
    /// <remarks>Whoever wants to know how it stands now asks again with the same request, which finds out.</remarks>
    /// <param name="merchant">Whose.</param>
    /// <param name="requestId">The host's id of the request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null if nothing is on record: it was never asked, or was declined, which the audit log tells.</returns>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<RefundResult?> GetAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken = default);

    /// <summary>What waits for somebody's yes, the longest due first, at most 1,000: ours to answer, and Stripe's own.</summary>
    /// <remarks>
    /// Those in the state <see cref="RefundState.NeedsApproval"/> are answered here. Those in <see cref="RefundState.AwaitingStripeApproval"/> wait for an
    /// approval of the merchant's Stripe account, which only its dashboard gives (<see cref="RefundIntent.StripeApproval"/> has the link).
    /// </remarks>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<IReadOnlyList<RefundIntent>> ListApprovalsAsync(MerchantId merchant, CancellationToken cancellationToken = default);

    /// <summary>Says yes to a refund that needs approval: decides on fresh facts once more and, if only the yes was missing, refunds.</summary>
    /// <remarks>
    /// A yes counts once, until it expires, for the request as the person saw it and for no more than was asked for. If the merchant's rules or the payment
    /// changed since, nothing moves: the request is bound to what they are now, and wants another yes. Every answer is on the audit log, also one
    /// that does not count. The same yes twice is one refund.
    /// </remarks>
    /// <exception cref="ArgumentException">The note is too long.</exception>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe or the store could not be asked. This call sent nothing to Stripe.</exception>
    Task<RefundResult> ApproveAsync(ApprovalAnswer answer, CancellationToken cancellationToken = default);

    /// <summary>Says no to a refund that needs approval.</summary>
    /// <exception cref="ArgumentException">The note is too long.</exception>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<RefundResult> RejectAsync(ApprovalAnswer answer, CancellationToken cancellationToken = default);
}
