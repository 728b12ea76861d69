using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>What no rule may allow: an amount that cannot be refunded at all.</summary>
/// <remarks>The guardrails of the core say so too. A policy that is asked on its own must not rely on them.</remarks>
internal static class Plausibility
{
    internal static DecisionReason? Problem(in RefundFacts facts)
    {
        if (facts.Amount.MinorUnits <= 0)
        {
            return Denied("policy.amount_invalid", $"{facts.Amount} cannot be refunded: the amount must be above zero.");
        }

        if ((facts.Missing & MissingFacts.Charge) != 0)
        {
            return null;
        }

        if (facts.Captured.Currency != facts.Amount.Currency || facts.Refunded.Currency != facts.Amount.Currency)
        {
            return Denied(
                "policy.currency_mismatch",
                $"The refund is in {facts.Amount.Currency}, but {facts.Captured} were taken and {facts.Refunded} refunded: all must be one currency.");
        }

        // Written so that nothing can overflow: the second holds only where the first made the difference non-negative.
        return facts.Amount.MinorUnits > facts.Captured.MinorUnits
            || facts.Refunded.MinorUnits < 0
            || facts.Refunded.MinorUnits > facts.Captured.MinorUnits - facts.Amount.MinorUnits
                ? Denied("policy.amount_invalid", $"{facts.Amount} is more than is left of {facts.Captured}, of which {facts.Refunded} are already refunded.")
                : null;
    }

    private static DecisionReason Denied(string code, string message) => new(code, RefundVerdict.Denied, message);
}
