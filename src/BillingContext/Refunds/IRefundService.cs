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
}
