using System.Globalization;
using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>A rule while a policy is being written in C# or read from JSON: both are checked here, with the same words.</summary>
internal sealed class RuleDraft(string path, Problems problems, IReadOnlyList<RuleDraft> others)
{
    private const int MaxNameLength = 100;
    private const int MaxDays = 36_500;
    private const int MaxCount = 10_000;

    // What Stripe could ever take; also leaves room to add without overflow.
    private const long MaxMinorUnits = 1_000_000_000_000_000;

    private readonly int problemsBefore = problems.Count;
    private readonly List<Condition> conditions = [];

    internal string Name { get; private set; } = "";

    internal RefundVerdict Verdict { get; private set; }

    internal IEnumerable<Condition> Conditions => conditions.OrderBy(condition => condition.Fact).ThenBy(condition => condition.Operator);

    private string When => $"{path}.when";

    internal void SetName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength || name.Trim() != name || !Printable.IsPlain(name))
        {
            problems.InvalidValue(
                $"{path}.name",
                $"{Printable.Quote(name)} is not a name. Write 1 to {MaxNameLength} visible characters, without blanks at the ends or control characters.");
        }
        else if (others.Any(other => other.Name == name))
        {
            problems.Add("policy.duplicate_rule", $"{path}.name", $"{Printable.Quote(name)} names two rules. Give each rule a name of its own.");
        }

        Name = name;
    }

    internal void SetVerdict(RefundVerdict verdict)
    {
        problems.CheckVerdict(verdict, $"{path}.verdict");
        Verdict = verdict;
    }

    internal void Limits(Fact fact, Operator comparison, ReadOnlySpan<Money> limits)
    {
        RefuseEmptyList(limits.IsEmpty, $"{When}.{Words.Of(fact)}.{Words.Of(fact, comparison)}");
        foreach (var limit in limits)
        {
            Limit(fact, comparison, limit);
        }
    }

    internal void Limit(Fact fact, Operator comparison, Money limit)
    {
        var where = $"{When}.{Words.Of(fact)}.{Words.Of(fact, comparison)}.{Lower(limit.Currency)}";
        var condition = conditions.Find(other => other.Fact == fact && other.Operator == comparison);
        if (!KnownCurrencies.Contains(limit.Currency))
        {
            problems.InvalidValue(where, $"{limit.Currency} is not a currency known here. Write the ISO 4217 code, such as \"usd\".");
        }
        else if (limit.MinorUnits is < 0 or > MaxMinorUnits)
        {
            problems.InvalidValue(where, $"{limit} is negative or too large. Write an amount from zero to {new Money(MaxMinorUnits, limit.Currency)}.");
        }
        else if (limit.MinorUnits % limit.Currency.SmallestStep != 0)
        {
            problems.InvalidValue(
                where, $"{limit} does not exist: Stripe takes {limit.Currency} in steps of {MajorUnits.Write(new Money(limit.Currency.SmallestStep, limit.Currency))}.");
        }
        else if (condition?.Limits.Exists(other => other.Currency == limit.Currency) == true)
        {
            problems.Add("policy.duplicate_field", where, $"{limit.Currency} is given twice. Keep one amount for each currency.");
        }

        if (condition is null)
        {
            conditions.Add(condition = new Condition(fact, comparison));
        }

        condition.Limits.Add(limit);
    }

    internal void Number(Fact fact, Operator comparison, long number)
    {
        var where = $"{When}.{Words.Of(fact)}.{Words.Of(fact, comparison)}";
        var max = fact == Fact.Age ? MaxDays : MaxCount;
        if (number < 0 || number > max)
        {
            problems.InvalidValue(where, $"{number} is out of range. Write a whole number from 0 to {max}.");
        }

        if (IsNew(fact, comparison, where))
        {
            conditions.Add(new Condition(fact, comparison) { Number = number });
        }
    }

    internal void OneOf(Fact fact, IEnumerable<int> values)
    {
        var where = $"{When}.{Words.Of(fact)}";
        var bits = 0L;
        foreach (var value in values)
        {
            if ((uint)value >= (uint)Words.For(fact).Length)
            {
                problems.InvalidValue(where, $"{value} is none of: {string.Join(", ", Words.For(fact))}.");
            }
            else if ((bits >> value & 1) != 0)
            {
                problems.InvalidValue(where, $"\"{Words.For(fact)[value]}\" is listed twice.");
            }
            else
            {
                bits |= 1L << value;
            }
        }

        RefuseEmptyList(bits == 0, where);
        if (IsNew(fact, Operator.OneOf, where))
        {
            conditions.Add(new Condition(fact, Operator.OneOf) { Number = bits });
        }
    }

    internal void Methods(IEnumerable<string> methods)
    {
        var where = $"{When}.{Words.Of(Fact.PaymentMethod)}";
        var condition = new Condition(Fact.PaymentMethod, Operator.OneOf);
        foreach (var method in methods)
        {
            if (!MethodWord.IsValid(method))
            {
                problems.InvalidValue(where, $"{Printable.Quote(method)} is not a payment method. Write Stripe's word, such as \"card\" or \"sepa_debit\".");
            }
            else if (condition.Methods.Contains(method))
            {
                problems.InvalidValue(where, $"\"{method}\" is listed twice.");
            }

            condition.Methods.Add(method);
        }

        RefuseEmptyList(condition.Methods.Count == 0, where);
        if (IsNew(Fact.PaymentMethod, Operator.OneOf, where))
        {
            conditions.Add(condition);
        }
    }

    /// <summary>Checks what only shows when the rule is complete. A rule that already has a mistake is not told more.</summary>
    internal void Complete()
    {
        if (problems.Count > problemsBefore)
        {
            return;
        }

        if (conditions.Count == 0)
        {
            problems.InvalidValue(When, "has no condition, so the rule would always hold. Add one, or say it with the default.");
        }

        Bounds.Check(conditions, When, problems);
    }

    private bool IsNew(Fact fact, Operator comparison, string where)
    {
        if (!conditions.Exists(other => other.Fact == fact && other.Operator == comparison))
        {
            return true;
        }

        problems.Add("policy.duplicate_field", where, "is given twice. Keep one.");
        return false;
    }

    private void RefuseEmptyList(bool isEmpty, string where)
    {
        if (isEmpty)
        {
            problems.InvalidValue(where, "lists nothing, so the rule could never hold. List at least one value, or leave the condition out.");
        }
    }

    private static string Lower(CurrencyCode currency) => currency.ToString().ToLower(CultureInfo.InvariantCulture);
}
