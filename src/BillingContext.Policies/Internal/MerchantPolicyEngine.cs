using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>Decides by the policy of the merchant; without one, a person does.</summary>
internal sealed class MerchantPolicyEngine(IRefundPolicySource policies) : IRefundPolicyEngine
{
    public async ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken)
    {
        var policy = await policies.GetAsync(facts.Scope.Merchant, cancellationToken).ConfigureAwait(false);
        return policy?.Evaluate(in facts) ?? RefundDecision.Create(
            RefundVerdict.NeedsApproval,
            [new DecisionReason("policy.none", RefundVerdict.NeedsApproval, $"Merchant '{facts.Scope.Merchant}' has no refund policy: a person decides.")]);
    }
}
