namespace BillingContext.Refunds.Internal;

/// <summary>The engine without a policy: a person may refund within the guardrails, anything else asks one.</summary>
internal sealed class PersonDecidesEngine : IRefundPolicyEngine
{
    private static readonly RefundDecision Person = RefundDecision.Create(
        RefundVerdict.Approved,
        [new("policy.none", RefundVerdict.Approved, "There is no refund policy; a person asked for the refund.")]);

    private static readonly RefundDecision NotAPerson = RefundDecision.Create(
        RefundVerdict.NeedsApproval,
        [new("policy.none", RefundVerdict.NeedsApproval, "There is no refund policy, so a person must approve what an assistant or a rule asks for.")]);

    public ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken) =>
        new(facts.Actor == ActorKind.Person ? Person : NotAPerson);
}
