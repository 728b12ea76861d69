using BillingContext.Benchmarks.Floors;
using BillingContext.Benchmarks.Measuring;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Policies;
using BillingContext.Refunds;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>A policy of so many rules of two conditions each, and the same rules by hand.</summary>
internal sealed class PolicyJudgement
{
    internal const int Times = 1_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly RefundPolicy policy;
    private readonly PolicyFloor floor;
    private readonly RefundFacts facts = new()
    {
        Now = Now,
        Scope = new StripeScope(MerchantId.Default, null, Livemode: false),
        Identity = ResolutionStatus.Verified,
        Actor = ActorKind.Person,
        Amount = Money.Of("usd", 42_00),
        Captured = Money.Of("usd", 120_00),
        Refunded = Money.Of("usd", 0),
        PaidAt = Now.AddDays(-12),
        PaymentStatus = PaymentStatus.Succeeded,
        MethodType = "card",
    };

    private readonly RuleOutcome[] ours;
    private readonly RuleOutcome[] theirs;

    internal PolicyJudgement(int rules)
    {
        // Some hold, some do not, for the one cause or the other.
        var all = Enumerable.Range(1, rules).Select(rule => (AtMost: 1_000L * (1 + (rule % 7)), Days: 5 * (1 + (rule % 5)), Verdict: rule % 3 == 0 ? RefundVerdict.NeedsApproval : RefundVerdict.Approved)).ToList();
        policy = Policy(all);

        // In the policy's own order, which is not that of writing.
        floor = new PolicyFloor([.. policy.Rules.Select(name => all[int.Parse(name["rule ".Length..], System.Globalization.CultureInfo.InvariantCulture)])]);
        (ours, theirs) = (new RuleOutcome[rules], new RuleOutcome[rules]);
        Same.Require($"{policy.Evaluate(in facts, ours)} {string.Join(' ', ours)}", $"{floor.Evaluate(in facts, theirs)} {string.Join(' ', theirs)}");
    }

    /// <summary>A thousand times: once is shorter than a clock can tell.</summary>
    internal void Judge()
    {
        for (var time = 0; time < Times; time++)
        {
            policy.Evaluate(in facts, ours);
        }
    }

    internal void JudgeByFloor()
    {
        for (var time = 0; time < Times; time++)
        {
            floor.Evaluate(in facts, theirs);
        }
    }

    internal static RefundPolicy Policy(IReadOnlyList<(long AtMost, int Days, RefundVerdict Verdict)> rules) => RefundPolicy.Create(RefundVerdict.NeedsApproval, policy =>
    {
        foreach (var (rule, place) in rules.Select((rule, place) => (rule, place)))
        {
            void Conditions(RefundRuleBuilder when) => when.AmountAtMost(Money.Of("usd", rule.AtMost)).WithinDays(rule.Days);
            _ = rule.Verdict == RefundVerdict.Approved ? policy.Approve($"rule {place}", Conditions) : policy.RequireApproval($"rule {place}", Conditions);
        }
    });
}
