using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>Flattens the rules, in canonical order: the strictest first, then by name.</summary>
internal static class Compiler
{
    internal static PolicyProgram Compile(RefundVerdict defaultVerdict, TimeZoneInfo timeZone, IReadOnlyList<RuleDraft> rules)
    {
        var predicates = new List<Predicate>();
        var limits = new List<long>();
        var compiled = new List<CompiledRule>(rules.Count);
        Condition[] all = [.. rules.SelectMany(rule => rule.When.InOrder)];
        CurrencyCode[] currencies =
            [.. all.SelectMany(condition => condition.Limits.Keys).Distinct().OrderBy(currency => currency.ToString(), StringComparer.Ordinal)];
        string[] methods = [.. all.SelectMany(condition => condition.Methods).Distinct().Order(StringComparer.Ordinal)];
        foreach (var rule in rules.OrderBy(rule => rule.Verdict).ThenBy(rule => rule.Name, StringComparer.Ordinal))
        {
            var first = predicates.Count;
            foreach (var condition in rule.When.InOrder)
            {
                var number = condition.Methods.Aggregate(condition.Number, (bits, method) => bits | 1L << Array.IndexOf(methods, method));
                predicates.Add(new Predicate(condition.Fact, condition.Operator, limits.Count, number));
                if (condition.Limits.Count > 0)
                {
                    limits.AddRange(currencies.Select(currency => condition.Limits.GetValueOrDefault(currency, PolicyProgram.NoLimit)));
                }
            }

            compiled.Add(new CompiledRule(rule.Name, rule.Verdict, first, predicates.Count - first));
        }

        return new PolicyProgram
        {
            DefaultVerdict = defaultVerdict,
            TimeZone = timeZone,
            Rules = [.. compiled],
            Predicates = [.. predicates],
            Currencies = currencies,
            Limits = [.. limits],
            Methods = methods,
            Facts = predicates.Aggregate(0, (facts, predicate) => facts | 1 << (int)predicate.Fact),
        };
    }
}
