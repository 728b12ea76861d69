using System.Globalization;
using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>Says in words why a rule holds, does not hold or cannot be decided, with the numbers of both sides.</summary>
internal sealed class ConditionSentences
{
    private readonly PolicyProgram program;
    private readonly RefundFacts facts;
    private readonly PaymentAge age;

    internal ConditionSentences(PolicyProgram program, in RefundFacts facts)
    {
        (this.program, this.facts) = (program, facts);
        age = program.UsesAge ? PaymentAge.Of(in facts, program.TimeZone) : default;
    }

    /// <summary>The conditions that made the outcome: all of them if the rule holds, else the ones it failed on.</summary>
    internal string Of(in CompiledRule rule, RuleOutcome outcome)
    {
        var parts = new List<string>(rule.Count);
        foreach (ref readonly var predicate in program.Predicates.AsSpan(rule.Start, rule.Count))
        {
            if (program.Check(in predicate, in facts, in age) == outcome)
            {
                parts.Add(outcome == RuleOutcome.Undecidable ? Unknown(in predicate) : Known(in predicate, outcome == RuleOutcome.Holds));
            }
        }

        var text = string.Join("; ", parts);
        return outcome switch
        {
            RuleOutcome.Undecidable when rule.Verdict == RefundVerdict.Approved => $"Cannot be decided and so does not approve: {text}.",
            RuleOutcome.Undecidable => $"Cannot be decided and so a person must: {text}.",
            _ => $"{char.ToUpperInvariant(text[0])}{text.AsSpan(1)}.",
        };
    }

    private string Known(in Predicate predicate, bool holds) => predicate.Fact switch
    {
        Fact.Amount => $"{facts.Amount} {Relation(predicate.Operator, holds)} {Limit(in predicate)}",
        Fact.Total => $"{facts.Amount + facts.Refunded}, earlier refunds included, {Relation(predicate.Operator, holds)} {Limit(in predicate)}",
        Fact.Age => Age(in predicate, holds),
        Fact.EarlierRefunds => $"{Count(facts.EarlierRefunds, "earlier refund")} {Relation(predicate.Operator, holds)} {Text(predicate.Number)}",
        Fact.Share => $"it refunds {(facts.IsFull ? "all" : "a part")} of what is left",
        Fact.Reason => $"the reason is {OneOf(in predicate, Words.Reasons[(int)facts.Reason], holds)}",
        Fact.Actor => $"asked by {OneOf(in predicate, Words.Actors[(int)facts.Actor], holds)}",
        Fact.Identity => $"the customer's identity is {OneOf(in predicate, Words.Identities[(int)facts.Identity], holds)}",
        _ => $"paid by {OneOf(in predicate, Method(), holds)}",
    };

    private string Unknown(in Predicate predicate) => predicate.Fact switch
    {
        Fact.Amount => $"the rule has no amount for {facts.Amount.Currency}",
        Fact.Total when PolicyProgram.KnowsRefunds(in facts) => $"the rule has no amount for {facts.Amount.Currency}",
        Fact.Age when (facts.Missing & MissingFacts.Charge) == 0 => "the payment's date lies in the future",
        Fact.Age => "when it was paid could not be read",
        Fact.Total or Fact.EarlierRefunds or Fact.Share => "earlier refunds could not be read",
        Fact.PaymentMethod => "how it was paid could not be read",
        _ => $"this {Words.Of(predicate.Fact)} is not known to the policy language",
    };

    private string Age(in Predicate predicate, bool holds)
    {
        var paid = age.Days == 0 ? "paid today" : $"paid {Count(age.Days, "day")} ago";
        var lastDay = $"{age.DayAfter(predicate.Number)}, {program.TimeZone.Id}";
        return predicate.Operator == Operator.AtMost
            ? $"{paid}; the rule allows {Text(predicate.Number)} (last day {(holds ? "is" : "was")} {lastDay})"
            : $"{paid}, {(holds ? "" : "not ")}more than {Text(predicate.Number)} (last day {(holds ? "was" : "is")} {lastDay})";
    }

    private string OneOf(in Predicate predicate, string actual, bool holds)
    {
        if (holds)
        {
            return actual;
        }

        var bits = predicate.Number;
        var allowed = predicate.Fact == Fact.PaymentMethod
            ? program.Methods.AsSpan(predicate.Start, predicate.Count).ToArray()
            : Words.For(predicate.Fact).Where((_, i) => (bits >> i & 1) != 0);
        return $"{actual}, not {string.Join(" or ", allowed)}";
    }

    private Money Limit(in Predicate predicate)
    {
        _ = program.TryLimit(in predicate, facts.Amount.Currency, out var limit);
        return new Money(limit, facts.Amount.Currency);
    }

    // Stripe's word, unless whoever filled in the facts put something else there.
    private string Method() => MethodWord.IsValid(facts.MethodType!) ? facts.MethodType! : "another method";

    private static string Relation(Operator comparison, bool holds) => (comparison, holds) switch
    {
        (Operator.AtMost, true) => "is at most",
        (Operator.Below, true) => "is below",
        (Operator.AtLeast, true) => "is at least",
        (Operator.Above, true) => "is above",
        (Operator.AtMost, false) => "is above",
        (Operator.AtLeast, false) => "is below",
        (Operator.Below, false) => "is not below",
        _ => "is not above",
    };

    private static string Count(long number, string noun) => $"{Text(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
