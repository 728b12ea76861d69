using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>A compiled policy: a few flat arrays and one loop over them. It allocates nothing and cannot fail.</summary>
/// <remarks>More conditions mean another case here, never another class. The sentences are <see cref="Explanation"/>'s.</remarks>
internal sealed class PolicyProgram
{
    internal required RefundVerdict DefaultVerdict { get; init; }

    internal required TimeZoneInfo TimeZone { get; init; }

    internal required CompiledRule[] Rules { get; init; }

    internal required Predicate[] Predicates { get; init; }

    internal required Money[] Limits { get; init; }

    internal required string[] Methods { get; init; }

    internal required bool UsesAge { get; init; }

    internal RefundVerdict Decide(in RefundFacts facts, Span<RuleOutcome> outcomes)
    {
        if (Plausibility.Problem(in facts) is not null)
        {
            outcomes[..Rules.Length].Clear();
            return RefundVerdict.Denied;
        }

        var age = UsesAge ? PaymentAge.Of(in facts, TimeZone) : default;
        var atMost = facts.Missing == MissingFacts.None ? RefundVerdict.Approved : RefundVerdict.NeedsApproval;
        RefundVerdict? strictest = null;
        for (var i = 0; i < Rules.Length; i++)
        {
            ref readonly var rule = ref Rules[i];
            var outcome = outcomes[i] = Check(in rule, in facts, in age);
            if (outcome == RuleOutcome.Holds)
            {
                strictest = strictest is { } found && found < rule.Verdict ? found : rule.Verdict;
            }
            else if (outcome == RuleOutcome.Undecidable && rule.Verdict != RefundVerdict.Approved)
            {
                // It may well hold, so nobody but a person may say yes. It never softens what the other rules or the default say.
                atMost = RefundVerdict.NeedsApproval;
            }
        }

        var verdict = strictest ?? DefaultVerdict;
        return verdict < atMost ? verdict : atMost;
    }

    internal RuleOutcome Check(in Predicate predicate, in RefundFacts facts, in PaymentAge age)
    {
        long value;
        var limit = predicate.Number;
        switch (predicate.Fact)
        {
            case Fact.Amount:
                value = facts.Amount.MinorUnits;
                if (!TryLimit(in predicate, facts.Amount.Currency, out limit))
                {
                    return RuleOutcome.Undecidable;
                }

                break;
            case Fact.Total:
                if (!KnowsRefunds(in facts) || !TryLimit(in predicate, facts.Amount.Currency, out limit))
                {
                    return RuleOutcome.Undecidable;
                }

                value = facts.Amount.MinorUnits + facts.Refunded.MinorUnits;
                break;
            case Fact.Age:
                if (!age.IsKnown)
                {
                    return RuleOutcome.Undecidable;
                }

                value = age.Days;
                break;
            case Fact.EarlierRefunds:
                if (!KnowsRefunds(in facts) || facts.EarlierRefunds < 0)
                {
                    return RuleOutcome.Undecidable;
                }

                value = facts.EarlierRefunds;
                break;
            case Fact.PaymentMethod:
                return HasMethod(in predicate, in facts);
            case Fact.Share:
                return KnowsRefunds(in facts) ? HasBit(limit, facts.IsFull ? 1 : 0, Words.Shares) : RuleOutcome.Undecidable;
            case Fact.Reason:
                return HasBit(limit, (int)facts.Reason, Words.Reasons);
            case Fact.Actor:
                return HasBit(limit, (int)facts.Actor, Words.Actors);
            default:
                return HasBit(limit, (int)facts.Identity, Words.Identities);
        }

        return predicate.Operator switch
        {
            Operator.AtMost => value <= limit,
            Operator.Below => value < limit,
            Operator.AtLeast => value >= limit,
            _ => value > limit,
        }
            ? RuleOutcome.Holds : RuleOutcome.DoesNotHold;
    }

    internal bool TryLimit(in Predicate predicate, CurrencyCode currency, out long limit)
    {
        foreach (ref readonly var candidate in Limits.AsSpan(predicate.Start, predicate.Count))
        {
            if (candidate.Currency == currency)
            {
                limit = candidate.MinorUnits;
                return true;
            }
        }

        limit = 0;
        return false;
    }

    internal static bool KnowsRefunds(in RefundFacts facts) => (facts.Missing & (MissingFacts.Charge | MissingFacts.Refunds)) == 0;

    private RuleOutcome Check(in CompiledRule rule, in RefundFacts facts, in PaymentAge age)
    {
        var outcome = RuleOutcome.Holds;
        foreach (ref readonly var predicate in Predicates.AsSpan(rule.Start, rule.Count))
        {
            switch (Check(in predicate, in facts, in age))
            {
                case RuleOutcome.DoesNotHold:
                    // Certain, whatever the undecidable ones would have said.
                    return RuleOutcome.DoesNotHold;
                case RuleOutcome.Undecidable:
                    outcome = RuleOutcome.Undecidable;
                    break;
            }
        }

        return outcome;
    }

    private RuleOutcome HasMethod(in Predicate predicate, in RefundFacts facts)
    {
        if (string.IsNullOrEmpty(facts.MethodType) || (facts.Missing & MissingFacts.Charge) != 0)
        {
            return RuleOutcome.Undecidable;
        }

        foreach (var method in Methods.AsSpan(predicate.Start, predicate.Count))
        {
            if (method == facts.MethodType)
            {
                return RuleOutcome.Holds;
            }
        }

        return RuleOutcome.DoesNotHold;
    }

    // A value this version does not know is undecidable, not "something else".
    private static RuleOutcome HasBit(long bits, int value, string[] words) => (uint)value >= (uint)words.Length
        ? RuleOutcome.Undecidable
        : (bits >> value & 1) != 0 ? RuleOutcome.Holds : RuleOutcome.DoesNotHold;
}
