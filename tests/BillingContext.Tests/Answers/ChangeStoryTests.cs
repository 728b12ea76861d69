using BillingContext.Answers;
using BillingContext.Answers.Internal;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using BillingContext.Webhooks.Internal;

namespace BillingContext.Tests.Answers;

internal sealed class ChangeStoryTests
{
    [Test]
    public void Every_type_that_concerns_a_conversation_has_a_sentence()
    {
        foreach (var type in EventKinds.All)
        {
            var story = ChangeStory.Of(Change(EventKinds.Of(type)!.Value, type));

            var family = $"{ChangePhrases.Prefix}{(EventKinds.Of(type) switch { BillingChangeKind.FraudWarning => "fraud_warning", BillingChangeKind.StripeApproval => "stripe_approval", { } kind => kind.ToString().ToLowerInvariant(), _ => "" })}";
            Assert.That(story.What.Code, Is.EqualTo(family).Or.StartsWith(family + "."), type);
            Assert.That(Told.Writer.ForAgent(story.What), Is.Not.Empty);
            Assert.That(Told.Writer.ForCustomer(story.What), Is.Not.Empty);
        }
    }

    [Test]
    public void No_sentence_waits_for_a_type_that_is_never_told() =>
        Assert.That(ChangePhrases.Types, Is.SubsetOf(EventKinds.All.ToList()));

    [TestCase("refund.failed", "change.refund.failed")]
    [TestCase("charge.refunded", "change.refund.made")]
    [TestCase("refund.updated", "change.refund")]
    [TestCase("a.type.of.next.year", "change.refund")]
    [TestCase(null, "change.refund")]
    public void What_is_told_follows_the_type_and_else_the_kind(string? type, string code) =>
        Assert.That(ChangeStory.Of(Change(BillingChangeKind.Refund, type)).What.Code, Is.EqualTo(code));

    [Test]
    public void What_was_missed_says_so() =>
        Assert.That(ChangeStory.Of(Change(BillingChangeKind.Missed, null)).Line(Told.Writer), Is.EqualTo("Something may have changed that was not heard here. Read everything anew."));

    [Test]
    public void An_event_that_comes_late_is_told_with_what_is_true_now()
    {
        var payment = Told.Payment(refunds: Told.Refund(RefundStatus.Failed));

        var story = ChangeStory.Of(Change(BillingChangeKind.Refund, "refund.created", "re_1"), Context(payment));

        Assert.That((story.What.Code, story.Now!.Code), Is.EqualTo(("change.refund.made", "refund.failed")));
        Assert.That(story.Line(Told.Writer), Does.StartWith("A refund was made. $20.00 of ").And.Contain("failed"));
    }

    [Test]
    public void A_refund_that_is_not_named_is_told_by_what_all_of_them_come_to()
    {
        var payment = Told.Payment(refunds: Told.Refund());

        var story = ChangeStory.Of(Change(BillingChangeKind.Refund, "charge.refunded", "ch_1"), Context(payment));

        Assert.That(story.Now, Is.EqualTo(RefundTimeline.TotalOf(payment)).Using<Answer>((one, other) => one.Code == other.Code));
    }

    [Test]
    public void A_dispute_a_subscription_and_a_payment_are_told_as_they_are_now()
    {
        var payment = Told.Payment() with { Disputes = [Told.Dispute(DisputeStatus.Lost, "lost")] };
        var context = Context(payment) with { Subscriptions = [Told.Subscription(SubscriptionStatus.Canceled)] };

        var dispute = ChangeStory.Of(Change(BillingChangeKind.Dispute, "charge.dispute.created", payment.Disputes[0].Id.Value), context);
        var subscription = ChangeStory.Of(Change(BillingChangeKind.Subscription, "customer.subscription.created", "sub_1"), context);
        var paid = ChangeStory.Of(Change(BillingChangeKind.Payment, "payment_intent.payment_failed", "pi_1"), context);

        Assert.That((dispute.Now!.Code, subscription.Now!.Code), Is.EqualTo(("dispute.lost", SubscriptionStory.Of(context.Subscriptions[0], context).Status.Code)));
        Assert.That(paid.Line(Told.Writer), Is.EqualTo("An attempt to pay failed. pi_1 of $100.00 from October 30, 2026 is now: paid."));
    }

    [Test]
    public void A_charge_is_found_by_its_own_id()
    {
        var change = Change(BillingChangeKind.Payment, "charge.succeeded", "ch_1") with { Payment = new PaymentId("ch_1") };

        Assert.That(ChangeStory.Of(change, Context(Told.Payment())).Now!.Find("payment")!.Text, Is.EqualTo("pi_1"));
    }

    [TestCase(BillingChangeKind.Refund, "re_other")]
    [TestCase(BillingChangeKind.Dispute, "du_other")]
    [TestCase(BillingChangeKind.Subscription, "sub_other")]
    [TestCase(BillingChangeKind.Payment, "pi_other")]
    [TestCase(BillingChangeKind.Customer, "cus_1")]
    [TestCase(BillingChangeKind.Missed, null)]
    public void What_the_context_does_not_show_is_not_made_up(BillingChangeKind kind, string? id) =>
        Assert.That(ChangeStory.Of(Change(kind, null, id) with { Payment = new PaymentId("pi_other") }, Context(Told.Payment(refunds: Told.Refund()))).Now, Is.Null);

    [Test]
    public void A_customer_cannot_tell_a_fraud_warning_from_any_other_news()
    {
        var warned = Told.Payment() with { FraudWarnings = [Told.Warning(isActionable: true)] };

        var story = ChangeStory.Of(Change(BillingChangeKind.FraudWarning, "radar.early_fraud_warning.created", warned.FraudWarnings[0].Id), Context(warned));

        Assert.That(Told.Writer.ForCustomer(story.What), Is.EqualTo(Told.Writer.ForCustomer(new Answer { Code = "change.payment" })));
        Assert.That(story.Now!.Code, Is.EqualTo("fraud_warning.actionable"));
    }

    [Test]
    public void What_is_told_names_nothing()
    {
        foreach (var code in AnswerPhrases.English.Codes.Where(code => code.StartsWith(ChangePhrases.Prefix, StringComparison.Ordinal) && code != ChangePhrases.PaymentNow))
        {
            Assert.That(AnswerPhrases.English[code].ForAgent + AnswerPhrases.English[code].ForCustomer, Does.Not.Contain("{"), code);
        }
    }

    private static BillingChange Change(BillingChangeKind kind, string? type, string? id = null) => new()
    {
        Sequence = 7,
        Scope = Desk.Scope,
        Kind = kind,
        Payment = new PaymentId("pi_1"),
        ObjectId = id,
        EventType = type,
        At = Told.Monday,
    };

    private static PaymentContext Context(Payment payment) => new()
    {
        Resolution = CustomerResolution.VerifiedCustomer(Desk.Scope, new CustomerId("cus_1")),
        Payments = [payment],
        Links = new DashboardLinks(Desk.Scope),
        AsOf = Told.Monday,
    };
}
