using BillingContext.Customers;
using BillingContext.Refunds;

namespace BillingContext.Policies.Tests;

/// <summary>One row a sentence of the language.</summary>
internal sealed class RefundPolicyTests
{
    private const RuleOutcome Holds = RuleOutcome.Holds;
    private const RuleOutcome Fails = RuleOutcome.DoesNotHold;
    private const RuleOutcome Unclear = RuleOutcome.Undecidable;

    [TestCase("usd", 149_99, Holds)]
    [TestCase("usd", 150_00, Holds)]
    [TestCase("usd", 150_01, Fails)]
    [TestCase("eur", 1, Unclear)]
    public void Amount_at_most_150_dollars(string currency, long amount, RuleOutcome expected) =>
        Check("""{"amount":{"atMost":{"usd":"150.00"}}}""", Some.Facts(Money.Of(currency, amount)), expected);

    [TestCase(149_99, Holds)]
    [TestCase(150_00, Fails)]
    public void Amount_below_150_dollars(long amount, RuleOutcome expected) =>
        Check("""{"amount":{"below":{"usd":"150"}}}""", Some.Facts(Money.Of("usd", amount)), expected);

    [TestCase(149_99, Fails)]
    [TestCase(150_00, Holds)]
    public void Amount_at_least_150_dollars(long amount, RuleOutcome expected) =>
        Check("""{"amount":{"atLeast":{"USD":"150.0"}}}""", Some.Facts(Money.Of("usd", amount)), expected);

    [TestCase(150_00, Fails)]
    [TestCase(150_01, Holds)]
    public void Amount_above_150_dollars(long amount, RuleOutcome expected) =>
        Check("""{"amount":{"above":{"usd":"150.00"}}}""", Some.Facts(Money.Of("usd", amount)), expected);

    [TestCase(49_99, Fails)]
    [TestCase(50_00, Holds)]
    [TestCase(99_99, Holds)]
    [TestCase(100_00, Fails)]
    public void Amount_from_50_to_below_100_dollars(long amount, RuleOutcome expected) =>
        Check("""{"amount":{"atLeast":{"usd":"50"},"below":{"usd":"100"}}}""", Some.Facts(Money.Of("usd", amount)), expected);

    [TestCase("jpy", "20000", 20_000, Holds)]
    [TestCase("jpy", "20000", 20_001, Fails)]
    [TestCase("kwd", "45.500", 45_500, Holds)]
    [TestCase("kwd", "45.5", 45_510, Fails)]
    [TestCase("isk", "20000", 2_000_000, Holds)]
    [TestCase("isk", "20000", 2_000_100, Fails)]
    [TestCase("ugx", "500000.00", 50_000_000, Holds)]
    [TestCase("huf", "50000.00", 5_000_001, Fails)]
    public void Amounts_are_major_units_of_each_currency(string currency, string limit, long amount, RuleOutcome expected) =>
        Check($$$$"""{"amount":{"atMost":{"usd":"1","{{{{currency}}}}":"{{{{limit}}}}"}}}""", Some.Facts(Money.Of(currency, amount)), expected);

    [TestCase(0, 150_00, Holds)]
    [TestCase(100_00, 50_00, Holds)]
    [TestCase(100_00, 50_01, Fails)]
    [TestCase(149_99, 1_00, Fails)]
    public void Total_at_most_150_dollars_counts_earlier_refunds(long refunded, long amount, RuleOutcome expected) =>
        Check("""{"total":{"atMost":{"usd":"150.00"}}}""", Some.Facts(Money.Of("usd", amount)) with { Refunded = Money.Of("usd", refunded) }, expected);

    [TestCase(0, Holds)]
    [TestCase(2, Holds)]
    [TestCase(3, Fails)]
    [TestCase(-1, Unclear)]
    public void At_most_two_earlier_refunds(int refunds, RuleOutcome expected) =>
        Check("""{"earlierRefunds":{"atMost":2}}""", Some.Facts() with { EarlierRefunds = refunds }, expected);

    [TestCase(2, Fails)]
    [TestCase(3, Holds)]
    public void More_than_two_earlier_refunds(int refunds, RuleOutcome expected) =>
        Check("""{"earlierRefunds":{"above":2}}""", Some.Facts() with { EarlierRefunds = refunds }, expected);

    [TestCase("full", 60_00, Holds)]
    [TestCase("full", 59_99, Fails)]
    [TestCase("partial", 60_00, Fails)]
    [TestCase("partial", 59_99, Holds)]
    public void Share_is_of_what_is_left(string share, long amount, RuleOutcome expected) => Check(
        $$"""{"share":"{{share}}"}""",
        Some.Facts(Money.Of("usd", amount)) with { Captured = The.Usd(100), Refunded = The.Usd(40) },
        expected);

    [TestCase(RefundReason.Duplicate, Holds)]
    [TestCase(RefundReason.RequestedByCustomer, Holds)]
    [TestCase(RefundReason.Fraudulent, Fails)]
    [TestCase((RefundReason)3, Unclear)]
    [TestCase((RefundReason)(-1), Unclear)]
    public void Reason_is_duplicate_or_requested(RefundReason reason, RuleOutcome expected) =>
        Check("""{"reason":["duplicate","requested_by_customer"]}""", Some.Facts() with { Reason = reason }, expected);

    [TestCase(ActorKind.Person, Holds)]
    [TestCase(ActorKind.Automation, Holds)]
    [TestCase(ActorKind.Assistant, Fails)]
    [TestCase((ActorKind)64, Unclear)]
    public void Actor_is_a_person_or_automation(ActorKind actor, RuleOutcome expected) =>
        Check("""{"actor":["person","automation"]}""", Some.Facts() with { Actor = actor }, expected);

    [TestCase(ResolutionStatus.Verified, Holds)]
    [TestCase(ResolutionStatus.Confirmed, Fails)]
    [TestCase(ResolutionStatus.Unverified, Fails)]
    [TestCase(ResolutionStatus.NotFound, Fails)]
    [TestCase((ResolutionStatus)9, Unclear)]
    public void Identity_is_verified(ResolutionStatus identity, RuleOutcome expected) =>
        Check("""{"identity":["verified"]}""", Some.Facts() with { Identity = identity }, expected);

    [TestCase("card", Holds)]
    [TestCase("sepa_debit", Holds)]
    [TestCase("Card", Fails)]
    [TestCase("klarna", Fails)]
    [TestCase("", Unclear)]
    [TestCase(null, Unclear)]
    public void Paid_by_card_or_sepa_debit(string? method, RuleOutcome expected) =>
        Check("""{"paymentMethod":["sepa_debit","card"]}""", Some.Facts() with { MethodType = method }, expected);

    [TestCase(150_00, 30, Holds)]
    [TestCase(150_01, 30, Fails)]
    [TestCase(150_00, 31, Fails)]
    [TestCase(150_01, 31, Fails)]
    public void Under_150_dollars_within_30_days(long amount, int days, RuleOutcome expected) => Check(
        """{"amount":{"atMost":{"usd":"150.00"}},"age":{"withinDays":30}}""",
        Some.Facts(Money.Of("usd", amount)) with { Now = The.PaymentTime.AddDays(days) },
        expected);

    [TestCase("approve", RefundVerdict.Approved)]
    [TestCase("needs_approval", RefundVerdict.NeedsApproval)]
    [TestCase("deny", RefundVerdict.Denied)]
    public void The_default_decides_when_no_rule_holds(string verdict, RefundVerdict expected)
    {
        var decision = Some.Policy("""{"share":"full"}""", "approve", verdict).Evaluate(Some.Facts());

        Assert.That(decision.Verdict, Is.EqualTo(expected));
        Assert.That(decision.Reasons.Select(reason => reason.Code), Does.Contain("policy.default"));
    }

    [TestCase("approve", "deny", RefundVerdict.Approved)]
    [TestCase("needs_approval", "approve", RefundVerdict.NeedsApproval)]
    [TestCase("deny", "approve", RefundVerdict.Denied)]
    public void A_rule_that_holds_takes_the_place_of_the_default(string verdict, string @default, RefundVerdict expected)
    {
        var decision = Some.Policy("""{"share":"partial"}""", verdict, @default).Evaluate(Some.Facts());

        Assert.That(decision.Verdict, Is.EqualTo(expected));
        Assert.That(decision.Reasons.Single().Code, Is.EqualTo("policy.rule_held"));
    }

    [Test]
    public void The_strictest_rule_that_holds_wins()
    {
        var policy = RefundPolicy.Create(RefundVerdict.Approved, policy => policy
            .Approve("any", when => when.WithinDays(30))
            .Deny("old debit", when => when.PaymentMethodIs("sepa_debit"))
            .RequireApproval("large", when => when.AmountAbove(The.Usd(10))));

        Assert.That(policy.Evaluate(Some.Facts()).Verdict, Is.EqualTo(RefundVerdict.NeedsApproval));
        Assert.That(policy.Evaluate(Some.Facts() with { MethodType = "sepa_debit" }).Verdict, Is.EqualTo(RefundVerdict.Denied));
        Assert.That(policy.Evaluate(Some.Facts(The.Usd(9))).Verdict, Is.EqualTo(RefundVerdict.Approved));
    }

    private static void Check(string when, RefundFacts facts, RuleOutcome expected)
    {
        var policy = Some.Policy(when);
        var outcomes = new RuleOutcome[1];

        var verdict = policy.Evaluate(in facts, outcomes);

        Assert.That(outcomes[0], Is.EqualTo(expected));
        Assert.That(verdict, Is.EqualTo(expected == Holds ? RefundVerdict.Approved : RefundVerdict.NeedsApproval));
        Assert.That(policy.Evaluate(in facts).Verdict, Is.EqualTo(verdict));
    }
}
