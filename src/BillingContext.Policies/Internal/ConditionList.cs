namespace BillingContext.Policies.Internal;

/// <summary>The conditions of a rule while it is being written in C# or read from JSON: both are checked here, with the same words.</summary>
internal sealed class ConditionList(string path, Problems problems)
{
    private const int MaxDays = 36_500;
    private const int MaxCount = 10_000;

    // More than Stripe could ever take; leaves room to add without overflow.
    private const long MaxMinorUnits = 1_000_000_000_000_000;

    private readonly List<Condition> conditions = [];

    internal IEnumerable<Condition> InOrder => conditions.OrderBy(condition => condition.Fact).ThenBy(condition => condition.Operator);

    internal void Limits(Fact fact, Operator comparison, ReadOnlySpan<Money> limits)
    {
        RefuseEmptyList(limits.IsEmpty, $"{path}.{Words.Of(fact)}.{Words.Of(fact, comparison)}");
        foreach (var limit in limits)
        {
            Limit(fact, comparison, limit);
        }
    }

    private void Limit(Fact fact, Operator comparison, Money limit)
    {
        var where = $"{path}.{Words.Of(fact)}.{Words.Of(fact, comparison)}.{Words.Of(limit.Currency)}";
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
        else if (condition?.Limits.ContainsKey(limit.Currency) == true)
        {
            problems.Add("policy.duplicate_field", where, $"{limit.Currency} is given twice. Keep one amount for each currency.");
        }

        if (condition is null)
        {
            conditions.Add(condition = new Condition(fact, comparison));
        }

        condition.Limits[limit.Currency] = limit.MinorUnits;
    }

    internal void Number(Fact fact, Operator comparison, long number)
    {
        var where = $"{path}.{Words.Of(fact)}.{Words.Of(fact, comparison)}";
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
        var where = $"{path}.{Words.Of(fact)}";
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

    internal void Methods(IReadOnlyCollection<string> methods)
    {
        var where = $"{path}.{Words.Of(Fact.PaymentMethod)}";
        var condition = new Condition(Fact.PaymentMethod, Operator.OneOf);
        foreach (var method in methods)
        {
            if (!MethodWord.IsValid(method))
            {
                problems.InvalidValue(where, $"{Printable.Quote(method)} is not a payment method. Write Stripe's word, such as \"card\" or \"sepa_debit\".");
            }
            else if (!condition.Methods.Add(method))
            {
                problems.InvalidValue(where, $"\"{method}\" is listed twice.");
            }
        }

        RefuseEmptyList(methods.Count == 0, where);
        if (IsNew(Fact.PaymentMethod, Operator.OneOf, where))
        {
            conditions.Add(condition);
        }
    }

    /// <summary>Checks what only shows when all conditions are there.</summary>
    internal void Complete()
    {
        if (conditions.Count == 0)
        {
            problems.InvalidValue(path, "has no condition, so the rule would always hold. Add one, or say it with the default.");
        }

        Bounds.Check(conditions, path, problems);
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
}
