using BillingContext.Refunds;

namespace BillingContext.Policies.Tests;

/// <summary>What is not known never speaks for a refund.</summary>
internal sealed class RefundPolicyCautionTests
{
    private const string NoEuro = """{"amount":{"above":{"usd":"100"}}}""";

    [TestCase("approve", "approve", RefundVerdict.Approved)]
    [TestCase("approve", "needs_approval", RefundVerdict.NeedsApproval)]
    [TestCase("approve", "deny", RefundVerdict.Denied)]
    [TestCase("needs_approval", "approve", RefundVerdict.NeedsApproval)]
    [TestCase("needs_approval", "deny", RefundVerdict.Denied)]
    [TestCase("deny", "approve", RefundVerdict.NeedsApproval)]
    [TestCase("deny", "needs_approval", RefundVerdict.NeedsApproval)]
    [TestCase("deny", "deny", RefundVerdict.Denied)]
    public void An_undecidable_rule_never_softens_the_default(string verdict, string @default, RefundVerdict expected)
    {
        var decision = Some.Policy(NoEuro, verdict, @default).Evaluate(Some.Facts(Money.Of("eur", 5_000_00)));

        Assert.That(decision.Verdict, Is.EqualTo(expected));
        Assert.That(decision.Reasons.Select(reason => reason.Code), Is.EquivalentTo(new[] { "policy.undecidable", "policy.default" }));
    }

    [Test]
    public void A_condition_that_fails_settles_a_rule_whatever_else_is_unknown()
    {
        var policy = Some.Policy("""{"amount":{"above":{"usd":"100"}},"paymentMethod":["sepa_debit"]}""", "deny", "approve");

        Assert.That(policy.Evaluate(Some.Facts(Money.Of("eur", 1))).Verdict, Is.EqualTo(RefundVerdict.Approved));
    }

    [TestCase(MissingFacts.Charge)]
    [TestCase(MissingFacts.Refunds)]
    [TestCase(MissingFacts.Disputes)]
    [TestCase((MissingFacts)128)]
    public void Missing_facts_never_approve(MissingFacts missing)
    {
        var approve = RefundPolicy.Create(RefundVerdict.Approved, policy => policy.Approve("any", when => when.AmountAbove(The.Usd(0))));
        var deny = RefundPolicy.Create(RefundVerdict.Denied);

        var decision = approve.Evaluate(Some.Facts() with { Missing = missing });

        Assert.That(decision.Verdict, Is.EqualTo(RefundVerdict.NeedsApproval));
        Assert.That(decision.Reasons[0].Code, Is.EqualTo("policy.missing_facts"));
        Assert.That(deny.Evaluate(Some.Facts() with { Missing = missing }).Verdict, Is.EqualTo(RefundVerdict.Denied));
    }

    [TestCase("""{"amount":{"atMost":{"usd":"100"}}}""", MissingFacts.Charge | MissingFacts.Refunds, RuleOutcome.Holds)]
    [TestCase("""{"total":{"atMost":{"usd":"100"}}}""", MissingFacts.Charge, RuleOutcome.Undecidable)]
    [TestCase("""{"total":{"atMost":{"usd":"100"}}}""", MissingFacts.Refunds, RuleOutcome.Undecidable)]
    [TestCase("""{"total":{"atMost":{"usd":"100"}}}""", MissingFacts.Disputes, RuleOutcome.Holds)]
    [TestCase("""{"age":{"withinDays":30}}""", MissingFacts.Charge, RuleOutcome.Undecidable)]
    [TestCase("""{"age":{"withinDays":30}}""", MissingFacts.Refunds, RuleOutcome.Holds)]
    [TestCase("""{"earlierRefunds":{"atMost":3}}""", MissingFacts.Refunds, RuleOutcome.Undecidable)]
    [TestCase("""{"earlierRefunds":{"atMost":3}}""", MissingFacts.Charge, RuleOutcome.Undecidable)]
    [TestCase("""{"share":"partial"}""", MissingFacts.Charge, RuleOutcome.Undecidable)]
    [TestCase("""{"share":"partial"}""", MissingFacts.Refunds, RuleOutcome.Undecidable)]
    [TestCase("""{"paymentMethod":["card"]}""", MissingFacts.Charge, RuleOutcome.Undecidable)]
    [TestCase("""{"paymentMethod":["card"]}""", MissingFacts.Refunds, RuleOutcome.Holds)]
    [TestCase("""{"actor":["person"]}""", MissingFacts.Charge, RuleOutcome.Holds)]
    public void A_condition_is_undecidable_without_the_facts_it_needs(string when, MissingFacts missing, RuleOutcome expected)
    {
        var outcomes = new RuleOutcome[1];
        var facts = Some.Facts() with { Missing = missing };

        Some.Policy(when).Evaluate(in facts, outcomes);

        Assert.That(outcomes[0], Is.EqualTo(expected));
    }

    [TestCase(0, 100, 0, "policy.amount_invalid")]
    [TestCase(-1, 100, 0, "policy.amount_invalid")]
    [TestCase(long.MinValue, 100, 0, "policy.amount_invalid")]
    [TestCase(101, 100, 0, "policy.amount_invalid")]
    [TestCase(61, 100, 40, "policy.amount_invalid")]
    [TestCase(1, 100, 100, "policy.amount_invalid")]
    [TestCase(1, 100, -1, "policy.amount_invalid")]
    [TestCase(1, -1, 0, "policy.amount_invalid")]
    [TestCase(long.MaxValue, long.MaxValue, long.MaxValue, "policy.amount_invalid")]
    [TestCase(long.MaxValue, long.MinValue, long.MaxValue, "policy.amount_invalid")]
    [TestCase(1, long.MaxValue, long.MinValue, "policy.amount_invalid")]
    public void No_rule_approves_an_amount_that_cannot_be_refunded(long amount, long captured, long refunded, string code)
    {
        var facts = Some.Facts(Money.Of("usd", amount)) with { Captured = Money.Of("usd", captured), Refunded = Money.Of("usd", refunded) };

        OnlyReason(RefundPolicy.Create(RefundVerdict.Approved, policy => policy.Approve("any", when => when.WithinDays(30))), facts, code);
    }

    [TestCase("eur", "usd", "usd")]
    [TestCase("usd", "eur", "usd")]
    [TestCase("usd", "usd", "eur")]
    [TestCase("xxx", "usd", "usd")]
    public void No_rule_approves_another_currency(string asked, string captured, string refunded)
    {
        var facts = Some.Facts() with { Amount = Money.Of(asked, 1), Captured = Money.Of(captured, 100), Refunded = Money.Of(refunded, 0) };

        OnlyReason(RefundPolicy.Create(RefundVerdict.Approved), facts, "policy.currency_mismatch");
    }

    [Test]
    public void An_unreadable_charge_is_a_question_and_no_mismatch()
    {
        var facts = Some.Facts() with { Captured = default, Refunded = default, PaidAt = default, MethodType = null, Missing = MissingFacts.Charge };

        Assert.That(RefundPolicy.Create(RefundVerdict.Approved).Evaluate(in facts).Verdict, Is.EqualTo(RefundVerdict.NeedsApproval));
    }

    [Test]
    public void Outcomes_must_have_room_for_every_rule() =>
        Assert.That(() => The.SmallAndRecent.Evaluate(Some.Facts(), []), Throws.ArgumentException);

    [Test]
    public void Facts_of_nothing_are_denied() =>
        Assert.That(RefundPolicy.Create(RefundVerdict.Approved).Evaluate(default).Verdict, Is.EqualTo(RefundVerdict.Denied));

    private static void OnlyReason(RefundPolicy policy, RefundFacts facts, string code)
    {
        var decision = policy.Evaluate(in facts);

        Assert.That(decision.Verdict, Is.EqualTo(RefundVerdict.Denied));
        Assert.That(decision.Reasons.Single().Code, Is.EqualTo(code));
    }
}
