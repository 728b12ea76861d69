using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>A policy while it is being written in C# or read from JSON.</summary>
internal sealed class PolicyDraft
{
    internal const int MaxRules = 256;

    private readonly List<RuleDraft> rules = [];
    private RefundVerdict defaultVerdict;
    private TimeZoneInfo timeZone = TimeZoneInfo.Utc;

    internal Problems Problems { get; } = new();

    internal void SetDefault(RefundVerdict verdict)
    {
        Problems.CheckVerdict(verdict, "default");
        defaultVerdict = verdict;
    }

    internal void SetTimeZone(string id)
    {
        if (Zones.Find(id, out timeZone) is { } problem)
        {
            Problems.InvalidValue("timeZone", problem);
        }
    }

    /// <summary>Begins a rule, which <see cref="Add"/> takes when it is complete.</summary>
    internal RuleDraft NewRule(int index) => new($"rules[{index}]", Problems, rules);

    /// <summary>Adds a complete rule.</summary>
    internal void Add(RuleDraft rule)
    {
        rule.Complete();
        rules.Add(rule);
        if (rules.Count == MaxRules + 1)
        {
            Problems.Add("policy.too_large", "rules", $"has more than {MaxRules} rules. Keep to {MaxRules}.");
        }
    }

    /// <summary>The policy, its rules in canonical order: the strictest first, then by name.</summary>
    internal PolicyProgram Compile()
    {
        Problems.ThrowIfAny();
        var predicates = new List<Predicate>();
        var limits = new List<Money>();
        var methods = new List<string>();
        var compiled = new List<CompiledRule>(rules.Count);
        foreach (var rule in rules.OrderBy(rule => rule.Verdict).ThenBy(rule => rule.Name, StringComparer.Ordinal))
        {
            var first = predicates.Count;
            foreach (var condition in rule.Conditions)
            {
                var isMethod = condition.Fact == Fact.PaymentMethod;
                var start = isMethod ? methods.Count : limits.Count;
                limits.AddRange(condition.Limits.OrderBy(limit => limit.Currency.ToString(), StringComparer.Ordinal));
                methods.AddRange(condition.Methods.Order(StringComparer.Ordinal));
                var count = (isMethod ? methods.Count : limits.Count) - start;
                predicates.Add(new Predicate(condition.Fact, condition.Operator, condition.Number, start, count));
            }

            compiled.Add(new CompiledRule(rule.Name, rule.Verdict, first, predicates.Count - first));
        }

        return new PolicyProgram
        {
            DefaultVerdict = defaultVerdict,
            TimeZone = timeZone,
            Rules = [.. compiled],
            Predicates = [.. predicates],
            Limits = [.. limits],
            Methods = [.. methods],
            UsesAge = predicates.Exists(predicate => predicate.Fact == Fact.Age),
        };
    }
}
