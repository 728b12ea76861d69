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

    internal PolicyProgram Compile()
    {
        var methods = rules.SelectMany(rule => rule.When.InOrder).SelectMany(condition => condition.Methods).Distinct().Count();
        if (methods > PolicyProgram.MaxMethods)
        {
            Problems.Add("policy.too_large", "rules", $"name {methods} payment methods. Keep to {PolicyProgram.MaxMethods}.");
        }

        Problems.ThrowIfAny();
        return Compiler.Compile(defaultVerdict, timeZone, rules);
    }
}
