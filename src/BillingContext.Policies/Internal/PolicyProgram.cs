using System.Runtime.CompilerServices;
using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>A compiled policy: a few flat arrays and one loop over them. Deciding allocates nothing and cannot fail.</summary>
/// <remarks>Another condition is another <see cref="Fact"/> to read, never another class. The sentences are <see cref="Explanation"/>'s.</remarks>
internal sealed class PolicyProgram
{
    /// <summary>In <see cref="Limits"/>: the condition has no amount for that currency.</summary>
    internal const long NoLimit = -1;

    /// <summary>How many payment methods a policy can name. The bit after them stands for all others.</summary>
    internal const int MaxMethods = 62;

    // Laxer than all of them.
    private const RefundVerdict NoVerdict = (RefundVerdict)int.MaxValue;

    internal required RefundVerdict DefaultVerdict { get; init; }

    internal required TimeZoneInfo TimeZone { get; init; }

    internal required CompiledRule[] Rules { get; init; }

    internal required Predicate[] Predicates { get; init; }

    /// <summary>Every currency any condition has an amount for.</summary>
    internal required CurrencyCode[] Currencies { get; init; }

    /// <summary>A row of minor units for each condition about an amount, with a column for each of <see cref="Currencies"/>.</summary>
    internal required long[] Limits { get; init; }

    /// <summary>Every payment method any condition names; its index is its bit.</summary>
    internal required string[] Methods { get; init; }

    /// <summary>A bit for each <see cref="Fact"/> any condition looks at.</summary>
    internal required int Facts { get; init; }

    internal RefundVerdict Decide(in RefundFacts facts, Span<RuleOutcome> outcomes)
    {
        outcomes = outcomes[..Rules.Length];
        if (Plausibility.Problem(in facts) is not null)
        {
            outcomes.Clear();
            return RefundVerdict.Denied;
        }

        var reading = Reading.Of(in facts, this);
        var values = reading.Values;
        var atMost = facts.Missing == MissingFacts.None ? RefundVerdict.Approved : RefundVerdict.NeedsApproval;
        var strictest = NoVerdict;
        for (var i = 0; i < outcomes.Length; i++)
        {
            ref readonly var rule = ref Rules[i];
            var outcome = outcomes[i] = Check(in rule, values, reading.Currency);
            if (outcome == RuleOutcome.Holds)
            {
                strictest = rule.Verdict < strictest ? rule.Verdict : strictest;
            }
            else if (outcome == RuleOutcome.Undecidable && rule.Verdict != RefundVerdict.Approved)
            {
                // It may well hold, so only a person may say yes. It never softens what the other rules or the default say.
                atMost = RefundVerdict.NeedsApproval;
            }
        }

        var verdict = strictest == NoVerdict ? DefaultVerdict : strictest;
        return verdict < atMost ? verdict : atMost;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal RuleOutcome Check(in Predicate predicate, ReadOnlySpan<long> values, int currency)
    {
        var value = values[(int)predicate.Fact];
        if (value == Reading.Unknown)
        {
            return RuleOutcome.Undecidable;
        }

        var limit = predicate.Number;
        if (predicate.Fact <= Fact.Total)
        {
            limit = Limits[predicate.Limits + currency];
            if (limit == NoLimit)
            {
                return RuleOutcome.Undecidable;
            }
        }

        return predicate.Operator switch
        {
            Operator.AtMost => value <= limit,
            Operator.Below => value < limit,
            Operator.AtLeast => value >= limit,
            Operator.Above => value > limit,
            _ => (limit >> (int)value & 1) != 0,
        }
            ? RuleOutcome.Holds : RuleOutcome.DoesNotHold;
    }

    internal bool Uses(Fact fact) => (Facts >> (int)fact & 1) != 0;

    internal int ColumnOf(CurrencyCode currency)
    {
        for (var i = 0; i < Currencies.Length; i++)
        {
            if (Currencies[i] == currency)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The words a condition lists, in canonical order.</summary>
    internal IEnumerable<string> WordsOf(in Predicate predicate)
    {
        var bits = predicate.Number;
        return (predicate.Fact == Fact.PaymentMethod ? Methods : Words.For(predicate.Fact)).Where((_, bit) => (bits >> bit & 1) != 0);
    }

    internal int MethodBit(string? method)
    {
        var bit = Array.IndexOf(Methods, method);
        return bit >= 0 ? bit : MaxMethods;
    }

    private RuleOutcome Check(in CompiledRule rule, ReadOnlySpan<long> values, int currency)
    {
        var outcome = RuleOutcome.Holds;
        foreach (ref readonly var predicate in Predicates.AsSpan(rule.Start, rule.Count))
        {
            var found = Check(in predicate, values, currency);
            if (found == RuleOutcome.DoesNotHold)
            {
                // Certain, whatever the undecidable conditions would have said.
                return found;
            }

            outcome = found < outcome ? found : outcome;
        }

        return outcome;
    }
}
