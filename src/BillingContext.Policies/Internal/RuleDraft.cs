using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>A rule while a policy is being written in C# or read from JSON.</summary>
internal sealed class RuleDraft(string path, Problems problems, IReadOnlyList<RuleDraft> others)
{
    private const int MaxNameLength = 100;

    private readonly int problemsBefore = problems.Count;

    internal string Name { get; private set; } = "";

    internal RefundVerdict Verdict { get; private set; }

    internal ConditionList When { get; } = new($"{path}.when", problems);

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

    /// <summary>Checks what only shows when the rule is complete. A rule that already has a mistake is not told more.</summary>
    internal void Complete()
    {
        if (problems.Count == problemsBefore)
        {
            When.Complete();
        }
    }
}
