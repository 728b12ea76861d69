using BillingContext.Policies;
using BillingContext.Refunds;

namespace BillingContext.Benchmarks.Floors;

/// <summary>Rules "at most so much within so many days" by hand: what somebody writes who needs no document, no time zone and no reasons in words.</summary>
internal sealed class PolicyFloor(IReadOnlyList<(long AtMost, int Days, RefundVerdict Verdict)> rules)
{
    private readonly (long AtMost, int Days, RefundVerdict Verdict)[] rules = [.. rules];

    internal RefundVerdict Evaluate(in RefundFacts facts, Span<RuleOutcome> outcomes)
    {
        if (facts.Amount.Currency.ToString() != "USD")
        {
            return RefundVerdict.NeedsApproval;
        }

        var strictest = (RefundVerdict)int.MaxValue;
        var age = (facts.Now.UtcDateTime.Date - facts.PaidAt.UtcDateTime.Date).Days;
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = rules[i];
            if (facts.Amount.MinorUnits <= rule.AtMost && age <= rule.Days)
            {
                outcomes[i] = RuleOutcome.Holds;
                strictest = rule.Verdict < strictest ? rule.Verdict : strictest;
            }
            else
            {
                outcomes[i] = RuleOutcome.DoesNotHold;
            }
        }

        return strictest == (RefundVerdict)int.MaxValue ? RefundVerdict.NeedsApproval : strictest;
    }
}
