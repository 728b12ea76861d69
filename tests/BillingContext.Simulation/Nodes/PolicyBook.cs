using BillingContext.Policies;
using BillingContext.Refunds;
using BillingContext.Simulation.Checks;
using BillingContext.Simulation.Running;

namespace BillingContext.Simulation.Nodes;

/// <summary>The policy in force for each merchant; the shipped language decides.</summary>
internal sealed class PolicyBook(History history) : IRefundPolicyEngine
{
    /// <summary>Lets people do what the guardrails allow, and assistants what is small.</summary>
    internal static readonly RefundPolicy Lenient = RefundPolicy.Create(RefundVerdict.NeedsApproval, policy => policy
        .Approve("people", when => when.ActorIs(ActorKind.Person))
        .Approve("small for assistants", when => when.ActorIs(ActorKind.Assistant).TotalAtMost(Money.Of("usd", 6_000)).EarlierRefundsAtMost(2)));

    /// <summary>The same, and nothing large.</summary>
    internal static readonly RefundPolicy Strict = RefundPolicy.Create(RefundVerdict.NeedsApproval, policy => policy
        .Approve("people", when => when.ActorIs(ActorKind.Person))
        .Deny("never so much", when => when.TotalAbove(Money.Of("usd", 5_000))));

    /// <summary>Wants a second person for all that is not small.</summary>
    internal static readonly RefundPolicy Careful = RefundPolicy.Create(RefundVerdict.NeedsApproval, policy => policy
        .Approve("small for people", when => when.ActorIs(ActorKind.Person).TotalAtMost(Money.Of("usd", 2_500))));

    /// <summary>The policy with such a version.</summary>
    internal static RefundPolicy Of(string? version) => Array.Find([Strict, Careful], policy => policy.Version == version) ?? Lenient;

    public ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken)
    {
        if (history.Merchants.Find(known => known.Id == facts.Scope.Merchant) is not { } merchant)
        {
            history.World.Violate(Invariant.I13, $"a policy is asked for about {facts.Scope}");
            throw new InvalidOperationException();
        }

        return new(merchant.Policy.Evaluate(in facts));
    }
}
