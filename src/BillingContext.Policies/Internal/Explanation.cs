using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>Gives the reasons of a decision: one a rule, and one for whatever else decided.</summary>
internal static class Explanation
{
    internal static List<DecisionReason> Of(PolicyProgram program, in RefundFacts facts, ReadOnlySpan<RuleOutcome> outcomes)
    {
        if (Plausibility.Problem(in facts) is { } problem)
        {
            return [problem];
        }

        var reasons = new List<DecisionReason>(outcomes.Length + 2);
        if (facts.Missing != MissingFacts.None)
        {
            reasons.Add(new DecisionReason(
                "policy.missing_facts",
                RefundVerdict.NeedsApproval,
                $"Not everything about the payment could be read (missing: {facts.Missing}): a person decides."));
        }

        var conditions = new ConditionSentences(program, in facts);
        Add(RuleOutcome.Holds, outcomes);
        if (!outcomes.Contains(RuleOutcome.Holds))
        {
            var verdict = program.DefaultVerdict;
            var then = verdict switch
            {
                RefundVerdict.Approved => "is approved",
                RefundVerdict.NeedsApproval => "needs approval",
                _ => "is denied",
            };
            reasons.Add(new DecisionReason("policy.default", verdict, $"No rule holds, so by default it {then}."));
        }

        Add(RuleOutcome.Undecidable, outcomes);
        Add(RuleOutcome.DoesNotHold, outcomes);
        return reasons;

        void Add(RuleOutcome outcome, ReadOnlySpan<RuleOutcome> outcomes)
        {
            for (var i = 0; i < outcomes.Length; i++)
            {
                if (outcomes[i] == outcome)
                {
                    var rule = program.Rules[i];
                    reasons.Add(new DecisionReason(Code(outcome), Alone(rule.Verdict, outcome), conditions.Of(rule, outcome), rule.Name));
                }
            }
        }

        // What it would come to if this rule were the only one. A rule against the refund that does not hold has no objection.
        RefundVerdict Alone(RefundVerdict verdict, RuleOutcome outcome) => (outcome, verdict) switch
        {
            (RuleOutcome.Holds, _) => verdict,
            (_, RefundVerdict.Approved) => program.DefaultVerdict,
            (RuleOutcome.Undecidable, _) => RefundVerdict.NeedsApproval,
            _ => RefundVerdict.Approved,
        };
    }

    private static string Code(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Holds => "policy.rule_held",
        RuleOutcome.DoesNotHold => "policy.rule_not_held",
        _ => "policy.undecidable",
    };
}
