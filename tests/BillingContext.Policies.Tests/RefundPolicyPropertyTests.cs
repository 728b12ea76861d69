using System.Text;
using BillingContext.Refunds;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Policies.Tests;

/// <summary>What holds for every policy and every payment.</summary>
internal sealed class RefundPolicyPropertyTests
{
    private static readonly Gen<(RefundVerdict Default, string[] Rules, RefundFacts Facts)> Cases =
        from verdict in Any.Verdict
        from rules in Any.Rules
        from facts in Any.Facts
        select (verdict, rules, facts);

    [Test]
    public void The_order_of_rules_does_not_matter() => Any.Holds(
        from c in Cases
        from shuffled in Gen.Shuffle(c.Rules)
        select (c, shuffled),
        x => Same(Any.Policy(x.c.Default, x.c.Rules), Any.Policy(x.c.Default, x.shuffled), x.c.Facts));

    [Test]
    public void A_policy_replays_from_its_own_text() => Any.Holds(Cases, c =>
    {
        var policy = Any.Policy(c.Default, c.Rules);
        return Same(policy, RefundPolicy.Parse(policy.ToJson()), c.Facts) && Same(policy, policy, c.Facts);
    });

    [Test]
    public void Another_rule_against_a_refund_never_makes_it_easier() => Any.Holds(
        from c in Cases
        from rule in Any.RestrictiveRule
        select (c, rule),
        x => Any.Policy(x.c.Default, [.. x.c.Rules, x.rule]).Evaluate(in x.c.Facts).Verdict
            <= Any.Policy(x.c.Default, x.c.Rules).Evaluate(in x.c.Facts).Verdict);

    [Test]
    public void Losing_facts_never_approves() => Any.Holds(
        from c in Cases
        from missing in Gen.Elements(MissingFacts.Charge, MissingFacts.Refunds, MissingFacts.Disputes)
        select (c, missing),
        x => Any.Policy(x.c.Default, x.c.Rules).Evaluate(x.c.Facts with { Missing = x.missing }).Verdict != RefundVerdict.Approved);

    [Test]
    public void Asking_for_more_never_approves_what_a_limit_did_not() => Any.Holds(
        from c in Cases
        from fact in Gen.Elements("amount", "total")
        from limit in Gen.Elements("50.00", "100.00", "150.00")
        from more in Gen.Choose(1, 100_00)
        select (c.Facts, fact, limit, more),
        x =>
        {
            var policy = Some.Policy($$$$"""{"{{{{x.fact}}}}":{"atMost":{"usd":"{{{{x.limit}}}}","eur":"{{{{x.limit}}}}"}},"age":{"withinDays":20}}""");
            var larger = x.Facts with { Amount = x.Facts.Amount + new Money(x.more, x.Facts.Amount.Currency) };
            return policy.Evaluate(in x.Facts).Verdict == RefundVerdict.Approved
                || x.Facts.Amount.MinorUnits <= 0
                || policy.Evaluate(in larger).Verdict != RefundVerdict.Approved;
        });

    [Test]
    public void Waiting_never_approves_what_a_window_did_not() => Any.Holds(
        from c in Cases
        from days in Gen.Choose(0, 40)
        from hours in Gen.Choose(0, 2_000)
        select (c.Facts, days, hours),
        x =>
        {
            var policy = Some.Policy($$$"""{"age":{"withinDays":{{{x.days}}}}}""", timeZone: "America/New_York");
            return policy.Evaluate(in x.Facts).Verdict == RefundVerdict.Approved
                || x.Facts.Now < x.Facts.PaidAt
                || policy.Evaluate(x.Facts with { Now = x.Facts.Now.AddHours(x.hours) }).Verdict != RefundVerdict.Approved;
        });

    [Test]
    public void Every_rule_gives_exactly_one_reason_and_the_short_form_agrees() => Any.Holds(Cases, c =>
    {
        var policy = Any.Policy(c.Default, c.Rules);
        var outcomes = new RuleOutcome[c.Rules.Length];
        var decision = policy.Evaluate(in c.Facts);
        var isImpossible = decision.Reasons[0].Code is "policy.amount_invalid" or "policy.currency_mismatch";
        return policy.Evaluate(in c.Facts, outcomes) == decision.Verdict
            && decision.Reasons[0].Verdict == decision.Verdict
            && (isImpossible || decision.Reasons.Select(reason => reason.Rule).OfType<string>().Order().SequenceEqual(policy.Rules.Order()))
            && outcomes.Count(outcome => outcome == RuleOutcome.Holds) == decision.Reasons.Count(reason => reason.Code == "policy.rule_held");
    });

    [Test]
    public void The_cases_are_worth_testing()
    {
        var verdicts = new Dictionary<RefundVerdict, int>();
        var codes = new Dictionary<string, int>();
        Any.Holds(Cases, c =>
        {
            var decision = Any.Policy(c.Default, c.Rules).Evaluate(in c.Facts);
            verdicts[decision.Verdict] = verdicts.GetValueOrDefault(decision.Verdict) + 1;
            foreach (var reason in decision.Reasons)
            {
                codes[reason.Code] = codes.GetValueOrDefault(reason.Code) + 1;
            }

            return true;
        });

        Assert.That(verdicts.Values, Has.Count.EqualTo(3).And.All.GreaterThan(100));
        Assert.That(codes.Keys, Is.EquivalentTo(new[]
        {
            "policy.rule_held", "policy.rule_not_held", "policy.undecidable", "policy.default", "policy.missing_facts", "policy.amount_invalid",
        }));
    }

    [Test]
    public void Broken_documents_give_a_policy_or_a_clear_error() => Any.Holds(
        from c in Cases
        from edits in Gen.ArrayOf(
            from at in Gen.Choose(0, 100_000)
            from remove in Gen.Choose(0, 4)
            from insert in Gen.Elements(
                "", "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "\0", "0", "-", "9999999999999999999", "1e999", "NaN", "null", "true",
                "\"usd\":", "\"a\":1,", "//", "\uFEFF", "\u202e", "\r\n", "été", "[[[[[[[[[[[[[[[[[[")
            select (at, remove, insert), 4)
        select (c, edits),
        x =>
        {
            var text = new StringBuilder(Any.Policy(x.c.Default, x.c.Rules).ToJson());
            foreach (var (at, remove, insert) in x.edits)
            {
                var start = at % text.Length;
                text.Remove(start, Math.Min(remove, text.Length - start - 1)).Insert(start, insert);
            }

            return GivesPolicyOrProblem(Encoding.UTF8.GetBytes(text.ToString()), in x.c.Facts);
        },
        10_000);

    [Test]
    public void Broken_bytes_give_a_policy_or_a_clear_error() => Any.Holds(
        from c in Cases
        from flips in Gen.ArrayOf(Gen.Choose(0, 1_000_000), 3)
        select (c, flips),
        x =>
        {
            var bytes = Encoding.UTF8.GetBytes(Any.Policy(x.c.Default, x.c.Rules).ToJson());
            foreach (var flip in x.flips)
            {
                bytes[flip / 8 % bytes.Length] ^= (byte)(1 << flip % 8);
            }

            return GivesPolicyOrProblem(bytes, in x.c.Facts);
        },
        10_000);

    [Test]
    public void Hostile_names_are_printable_or_refused() => Any.Holds(
        ArbMap.Default.GeneratorFor<string>(),
        name =>
        {
            try
            {
                var policy = RefundPolicy.Create(RefundVerdict.Denied, policy => policy.Approve(name ?? "", when => when.Full()));
                return !policy.Rules[0].Any(char.IsControl) && RefundPolicy.Parse(policy.ToJson()).Rules[0] == name;
            }
            catch (RefundPolicyException e)
            {
                return !e.Message.Any(char.IsControl);
            }
        },
        10_000);

    [Test]
    public void Hostile_text_in_the_facts_changes_no_decision() => Any.Holds(
        from c in Cases
        from text in ArbMap.Default.GeneratorFor<NonEmptyString>()
        where text.Get is not ("card" or "klarna")
        select (c, text.Get),
        x =>
        {
            var policy = Any.Policy(x.c.Default, x.c.Rules);
            var hostile = policy.Evaluate(x.c.Facts with { MethodType = x.Get });
            return hostile.Verdict == policy.Evaluate(x.c.Facts with { MethodType = "other" }).Verdict
                && !hostile.Reasons.Any(reason => reason.Message.Any(char.IsControl));
        },
        10_000);

    private static bool GivesPolicyOrProblem(byte[] json, in RefundFacts facts)
    {
        try
        {
            return RefundPolicy.Parse(json).Evaluate(in facts).Reasons.Count > 0;
        }
        catch (RefundPolicyException e)
        {
            return e.Problems.Count > 0 && e.Code.StartsWith("policy.", StringComparison.Ordinal) && !e.Message.Any(char.IsControl);
        }
    }

    private static bool Same(RefundPolicy one, RefundPolicy other, RefundFacts facts) =>
        one.Version == other.Version
        && one.Evaluate(in facts) is var a
        && other.Evaluate(in facts) is var b
        && a.Verdict == b.Verdict
        && a.PolicyVersion == b.PolicyVersion
        && a.Reasons.SequenceEqual(b.Reasons);
}
