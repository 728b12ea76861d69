using System.Globalization;
using System.Text;
using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>Says in words why a rule holds, does not hold or cannot be decided, with the numbers of both sides.</summary>
internal sealed class ConditionSentences
{
    private readonly PolicyProgram program;
    private readonly RefundFacts facts;
    private readonly Reading reading;
    private readonly StringBuilder sentence = new();

    // The facts' side of the sentences, written once for all rules.
    private readonly string amount;
    private readonly string paid;

    internal ConditionSentences(PolicyProgram program, in RefundFacts facts)
    {
        (this.program, this.facts, reading) = (program, facts, Reading.Of(in facts, program));
        amount = facts.Amount.ToString();
        paid = reading.Age.Days == 0 ? "paid today" : $"paid {Count(reading.Age.Days, "day")} ago";
    }

    /// <summary>The conditions that made the outcome: all of them if the rule holds, else the ones it failed on.</summary>
    internal string Of(in CompiledRule rule, RuleOutcome outcome)
    {
        sentence.Clear();
        if (outcome == RuleOutcome.Undecidable)
        {
            sentence.Append(
                rule.Verdict == RefundVerdict.Approved ? "Cannot be decided and so does not approve: " : "Cannot be decided and so a person must: ");
        }

        var start = sentence.Length;
        foreach (ref readonly var predicate in program.Predicates.AsSpan(rule.Start, rule.Count))
        {
            if (program.Check(in predicate, reading.Values, reading.Currency) == outcome)
            {
                sentence.Append(sentence.Length > start ? "; " : "");
                sentence.Append(outcome == RuleOutcome.Undecidable ? Unknown(in predicate) : Known(in predicate, outcome == RuleOutcome.Holds));
            }
        }

        sentence[0] = char.ToUpperInvariant(sentence[0]);
        return sentence.Append('.').ToString();
    }

    private string Known(in Predicate predicate, bool holds) => predicate.Fact switch
    {
        Fact.Amount => $"{amount} {Relation(predicate.Operator, holds)} {Limit(in predicate)}",
        Fact.Total => $"{facts.Amount + facts.Refunded}, earlier refunds included, {Relation(predicate.Operator, holds)} {Limit(in predicate)}",
        Fact.Age => Age(in predicate, holds),
        Fact.EarlierRefunds => $"{Count(facts.EarlierRefunds, "earlier refund")} {Relation(predicate.Operator, holds)} {Text(predicate.Number)}",
        Fact.Share => $"it refunds {(facts.IsFull ? "all" : "a part")} of what is left",
        Fact.Reason => OneOf("the reason is", Words.Reasons[(int)facts.Reason], in predicate, holds),
        Fact.Actor => OneOf("asked by", Words.Actors[(int)facts.Actor], in predicate, holds),
        Fact.Identity => OneOf("the customer's identity is", Words.Identities[(int)facts.Identity], in predicate, holds),
        _ => OneOf("paid by", Method(), in predicate, holds),
    };

    private string Unknown(in Predicate predicate) => predicate.Fact switch
    {
        Fact.Total or Fact.EarlierRefunds or Fact.Share when (facts.Missing & (MissingFacts.Charge | MissingFacts.Refunds)) != 0 =>
            "earlier refunds could not be read",
        Fact.Amount or Fact.Total => $"the rule has no amount for {facts.Amount.Currency}",
        Fact.Age when (facts.Missing & MissingFacts.Charge) == 0 => "the payment's date lies in the future",
        Fact.Age => "when it was paid could not be read",
        Fact.PaymentMethod => "how it was paid could not be read",
        _ => $"this {Words.Of(predicate.Fact)} is not known to the policy language",
    };

    private string Age(in Predicate predicate, bool holds)
    {
        var lastDay = reading.Age.DayAfter(predicate.Number);
        var (days, zone) = (Text(predicate.Number), program.TimeZone.Id);
        return predicate.Operator == Operator.AtMost
            ? $"{paid}; the rule allows {days} (last day {(holds ? "is" : "was")} {lastDay}, {zone})"
            : $"{paid}, {(holds ? "" : "not ")}more than {days} (last day {(holds ? "was" : "is")} {lastDay}, {zone})";
    }

    private string OneOf(string subject, string actual, in Predicate predicate, bool holds) =>
        holds ? $"{subject} {actual}" : $"{subject} {actual}, not {string.Join(" or ", program.WordsOf(in predicate))}";

    private Money Limit(in Predicate predicate) => new(program.Limits[predicate.Limits + reading.Currency], facts.Amount.Currency);

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
