namespace BillingContext.Refunds;

/// <summary>What may be done: the merchant's own rules. The guardrails (identity, ownership, remainder, disputes) hold whatever it says.</summary>
/// <remarks>
/// <c>AddRefundPolicies</c> of the package BillingContext.Policies brings one. Without any, a refund a person asks for is allowed
/// within the guardrails, and anything else needs approval. Implementations must be safe to call from several threads.
/// </remarks>
public interface IRefundPolicyEngine
{
    /// <summary>Decides by the policy in force for the merchant of <see cref="RefundFacts.Scope"/>.</summary>
    /// <param name="facts">All there is to know; an engine reads no clock and asks nobody else about the payment.</param>
    /// <param name="cancellationToken">Stops looking for the policy.</param>
    ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken);
}
