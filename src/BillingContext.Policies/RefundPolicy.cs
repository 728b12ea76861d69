using System.Text;
using BillingContext.Policies.Internal;
using BillingContext.Refunds;

namespace BillingContext.Policies;

/// <summary>A merchant's rules for refunds, written in JSON or in C#. The language is described in docs/policies.md.</summary>
/// <remarks>
/// Immutable and safe to share between threads. Deciding is a pure function: the same version and the same facts give the same
/// decision, on any machine and at any time. No rule can allow what the guardrails of the refund service forbid.
/// </remarks>
public sealed class RefundPolicy
{
    private readonly PolicyProgram program;

    private RefundPolicy(PolicyProgram program)
    {
        this.program = program;
        Version = PolicyWriter.Version(program);
        Rules = Array.AsReadOnly(Array.ConvertAll(program.Rules, rule => rule.Name));
    }

    /// <summary>Tells what the policy means, such as <c>sha256:9f86d081884c7d659a2feaa0c55ad015</c>: equal for equal rules, however they are written.</summary>
    public string Version { get; }

    /// <summary>The names of the rules, the strictest verdict first and then by name.</summary>
    public IReadOnlyList<string> Rules { get; }

    /// <summary>Reads a policy from JSON.</summary>
    /// <exception cref="RefundPolicyException">The text is not a policy; every mistake is named.</exception>
    public static RefundPolicy Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a policy from JSON in UTF-8.</summary>
    /// <exception cref="RefundPolicyException">The text is not a policy; every mistake is named.</exception>
    public static RefundPolicy Parse(ReadOnlySpan<byte> utf8Json) => new(PolicyReader.Read(utf8Json));

    /// <summary>Reads a policy from a JSON file. A later change of the file changes nothing.</summary>
    /// <exception cref="RefundPolicyException">The file cannot be read or is not a policy; every mistake is named.</exception>
    public static RefundPolicy Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(PolicyFile.Read(path));
    }

    /// <summary>Writes a policy in C#.</summary>
    /// <param name="defaultVerdict">What happens when no rule holds.</param>
    /// <param name="configure">Adds rules; without any, the default decides everything.</param>
    /// <exception cref="RefundPolicyException">The rules are not a policy; every mistake is named, with the path it would have in JSON.</exception>
    /// <example><code>
    /// var policy = RefundPolicy.Create(RefundVerdict.NeedsApproval, policy => policy
    ///     .InTimeZone("America/New_York")
    ///     .Approve("small and recent", when => when.AmountAtMost(Money.Of("usd", 150_00)).WithinDays(30)));
    /// </code></example>
    public static RefundPolicy Create(RefundVerdict defaultVerdict, Action<RefundPolicyBuilder>? configure = null)
    {
        var draft = new PolicyDraft();
        draft.SetDefault(defaultVerdict);
        configure?.Invoke(new RefundPolicyBuilder(draft));
        return new RefundPolicy(draft.Compile());
    }

    /// <summary>Decides, with a reason for every rule. The reasons that decided come first.</summary>
    public RefundDecision Evaluate(in RefundFacts facts)
    {
        Span<RuleOutcome> outcomes = stackalloc RuleOutcome[PolicyDraft.MaxRules];
        outcomes = outcomes[..program.Rules.Length];
        var verdict = program.Decide(in facts, outcomes);
        return RefundDecision.Create(verdict, Explanation.Of(program, in facts, outcomes), Version);
    }

    /// <summary>The same verdict without the sentences: allocates nothing, for judging many payments at once.</summary>
    /// <param name="facts">All there is to know.</param>
    /// <param name="outcomes">Receives what became of each of <see cref="Rules"/>, in their order. All are undecidable if the amount itself is impossible.</param>
    /// <exception cref="ArgumentException"><paramref name="outcomes"/> is shorter than <see cref="Rules"/>.</exception>
    public RefundVerdict Evaluate(in RefundFacts facts, Span<RuleOutcome> outcomes) => outcomes.Length >= program.Rules.Length
        ? program.Decide(in facts, outcomes)
        : throw new ArgumentException($"The policy has {program.Rules.Length} rules, but there is room for {outcomes.Length} outcomes.", nameof(outcomes));

    /// <summary>The canonical JSON: <see cref="Parse(string)"/> gives the same policy, and equal policies give the same text.</summary>
    public string ToJson() => PolicyWriter.Text(program);

    /// <summary>Version and number of rules.</summary>
    public override string ToString() => $"{Version} ({Rules.Count} {(Rules.Count == 1 ? "rule" : "rules")})";
}
