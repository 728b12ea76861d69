using BillingContext.Answers;

namespace BillingContext.Tests.Answers;

/// <summary>The edges of rules that no case in the file stands on: one line each way.</summary>
internal sealed class ChargeRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 18, 12, 0, 0, TimeSpan.Zero);

    [TestCase(59, "price_a", "price_a", Certainty.Likely, TestName = "The same plan signed up for twice within the hour")]
    [TestCase(61, "price_a", "price_a", Certainty.Certain, TestName = "The same plan, more than an hour later")]
    [TestCase(59, "price_a", "price_b", Certainty.Certain, TestName = "Two plans within the hour")]
    public void A_double_sign_up_is_told_from_two_subscriptions(int minutes, string first, string second, Certainty certainty)
    {
        var told = Case(Bought("a", 0, 1_500) with { Invoice = new("i1", "subscription_create", "s1") }, Bought("b", minutes, 1_500) with { Invoice = new("i2", "subscription_create", "s2") }) with
        {
            Subscriptions = [new("s1", Noon, first), new("s2", Noon, second)],
        };

        Assert.That(Of(told).Single(), Has.Property("Kind").EqualTo(ChargeFindingKind.SecondSubscription).And.Property("Certainty").EqualTo(certainty));
    }

    [TestCase(34, ChargeFindingKind.SecondSubscription)]
    [TestCase(36, null)]
    public void Two_subscriptions_are_taken_for_one_within_a_month(int days, ChargeFindingKind? kind) => Assert.That(
        Of(Case(Bought("a", 0, 1_500) with { Invoice = new("i1", "subscription_cycle", "s1") }, Bought("b", days * 24 * 60, 1_500) with { Invoice = new("i2", "subscription_cycle", "s2") })).SingleOrDefault()?.Kind,
        Is.EqualTo(kind));

    [TestCase(34, ChargeFindingKind.Proration)]
    [TestCase(36, null)]
    public void A_change_is_taken_for_its_regular_payment_within_a_month(int days, ChargeFindingKind? kind) => Assert.That(
        Of(Case(Bought("a", 0, 1_500) with { Invoice = new("i1", "subscription_cycle", "s") }, Bought("b", days * 24 * 60, 300) with { Invoice = new("i2", "subscription_update", "s") })).SingleOrDefault()?.Kind,
        Is.EqualTo(kind));

    [Test]
    public void A_row_of_purchases_is_as_sure_as_its_least_sure_pair()
    {
        var finding = Of(Case(Bought("a", 0) with { Order = "1" }, Bought("b", 60) with { Order = "2" }, Bought("c", 3 * 24 * 60))).Single();

        Assert.That((finding.Kind, finding.Payments.Count, finding.Certainty), Is.EqualTo((ChargeFindingKind.SeparateOrders, 3, Certainty.Likely)));
    }

    [Test]
    public void Two_invoices_paid_with_two_cards_are_two_things()
    {
        var finding = Of(Case(Bought("a", 0) with { Invoice = new("i1", "manual") }, Bought("b", 1) with { Card = "mastercard 4444 B", Invoice = new("i2", "manual") })).Single();

        Assert.That((finding.Kind, finding.Certainty), Is.EqualTo((ChargeFindingKind.SeparateOrders, Certainty.Certain)));
    }

    [Test]
    public void What_was_adjusted_already_stays()
    {
        var scene = new ChargeScene(Case(Bought("a", 0), Bought("b", 1) with { Refund = new(500, "succeeded", Noon.AddHours(1)) }), 0);

        var finding = ChargeExplanation.Of(scene.Context).Findings.Single();

        Assert.That((scene.NameOf(finding.ToKeep!.Value), scene.NameOf(finding.ToRefund.Single())), Is.EqualTo(("b", "a")));
    }

    [Test]
    public void A_payment_that_a_bank_warns_of_is_not_the_one_to_refund()
    {
        var context = new ChargeScene(Case(Bought("a", 0), Bought("b", 1)), 0).Context;
        var warned = context with { Payments = [.. context.Payments.Select(payment => payment with { FraudWarnings = [Told.Warning(isActionable: true)] })] };

        var finding = ChargeExplanation.Of(warned).Findings.Single();

        Assert.That((finding.Kind, finding.ToRefund.Count, finding.Answer.Code), Is.EqualTo((ChargeFindingKind.Duplicate, 0, "charges.duplicate_held")));
    }

    [Test]
    public void A_payment_of_the_other_mode_is_compared_with_none()
    {
        var context = new ChargeScene(Case(Bought("a", 0), Bought("b", 1)), 0).Context;

        Assert.That(ChargeExplanation.Of(context with { Payments = [context.Payments[0], context.Payments[1] with { Livemode = true }] }).Findings, Is.Empty);
    }

    private static ChargeCase.Paid Bought(string id, int minutes, long amount = 1_999) => new(id, Noon.AddDays(-40).AddMinutes(minutes), amount) { Card = "visa 4242 A" };

    private static ChargeCase Case(params ChargeCase.Paid[] payments) => new("", "", payments, []);

    private static IReadOnlyList<ChargeFinding> Of(ChargeCase told) => ChargeExplanation.Of(new ChargeScene(told, 0).Context).Findings;
}
