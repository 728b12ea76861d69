using BillingContext.Answers;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Refunds.Internal;
using BillingContext.Tests.Framework;

namespace BillingContext.Tests.Answers;

internal sealed class DisputeStoryTests
{
    [TestCase(DisputeStatus.Open, "needs_response", true, "dispute.needs_response")]
    [TestCase(DisputeStatus.Open, "needs_response", false, "dispute.unanswerable")]
    [TestCase(DisputeStatus.Open, "under_review", true, "dispute.under_review")]
    [TestCase(DisputeStatus.Inquiry, "warning_needs_response", true, "dispute.inquiry")]
    [TestCase(DisputeStatus.Inquiry, "warning_under_review", false, "dispute.inquiry_unanswerable")]
    [TestCase(DisputeStatus.Lost, "lost", false, "dispute.lost")]
    [TestCase(DisputeStatus.Won, "won", false, "dispute.won")]
    [TestCase(DisputeStatus.Closed, "warning_closed", false, "dispute.closed")]
    [TestCase(DisputeStatus.Unknown, "some_new_word", false, "dispute.unknown")]
    public void A_dispute_in_words(DisputeStatus status, string word, bool hasDate, string said)
    {
        var dispute = Told.Dispute(status, word, due: hasDate ? Told.Monday.AddDays(7) : null);

        Assert.That(Of(dispute).Disputes.Single().Code, Is.EqualTo(said));
    }

    [Test]
    public void The_strictest_of_several_disputes_counts()
    {
        var story = Of(Told.Dispute(DisputeStatus.Won, "won", isRefundable: true), Told.Dispute(DisputeStatus.Open, "needs_response", isRefundable: true));

        Assert.That((story.Disputes.Count, story.Refund, story.Advice.Code), Is.EqualTo((2, RefundInDispute.MustNot, "dispute.refund.must_not")));
    }

    [Test]
    public void A_disputed_charge_whose_disputes_are_not_known_is_not_refunded()
    {
        var story = DisputeStory.Of(Told.Payment() with { IsDisputed = true, DisputesComplete = false });

        Assert.That((story.Refund, story.Advice.Code), Is.EqualTo((RefundInDispute.MustNot, "dispute.refund.not_known")));
    }

    [TestCase(true, "fraud_warning.actionable", "dispute.refund.prevents_dispute")]
    [TestCase(false, "fraud_warning.settled", "dispute.refund.not_disputed")]
    public void A_warning_is_told_and_what_a_refund_would_prevent(bool isActionable, string said, string advice)
    {
        var story = DisputeStory.Of(Told.Payment() with { FraudWarnings = [Told.Warning(isActionable)] });

        Assert.That((story.Warnings!.Single().Code, story.Advice.Code, story.Refund), Is.EqualTo((said, advice, RefundInDispute.NotDisputed)));
        Assert.That(
            Told.Writer.ForAgent(story.Warnings!.Single()),
            Does.StartWith("issfr_1 of November 2, 2026: the card's bank warn").And.Contains("(made with a stolen card)"));
    }

    [Test]
    public void The_newest_warning_comes_first_and_one_that_can_be_acted_on_is_enough()
    {
        var story = DisputeStory.Of(Told.Payment() with
        {
            FraudWarnings = [Told.Warning(isActionable: true), Told.Warning(isActionable: false) with { Id = "issfr_2", CreatedAt = Told.Monday.AddDays(1), FraudType = "a_new_kind" }],
        });

        Assert.That(story.Warnings!.Select(warning => warning.Code), Is.EqualTo(new[] { "fraud_warning.settled", "fraud_warning.actionable" }));
        Assert.That(Told.Writer.ForAgent(story.Warnings![0]), Does.Contain("(a new kind)"));
        Assert.That(story.Advice.Code, Is.EqualTo("dispute.refund.prevents_dispute"));
    }

    [Test]
    public void A_dispute_goes_before_a_warning()
    {
        var story = DisputeStory.Of(Told.Payment() with { IsDisputed = true, Disputes = [Told.Dispute(DisputeStatus.Open, "needs_response")], FraudWarnings = [Told.Warning(isActionable: true)] });

        Assert.That((story.Refund, story.Advice.Code), Is.EqualTo((RefundInDispute.MustNot, "dispute.refund.must_not")));
    }

    [Test]
    public void That_nobody_looked_for_warnings_is_not_told_as_none() => Assert.That(
        (DisputeStory.Of(Told.Payment()).Warnings, DisputeStory.Of(Told.Payment() with { FraudWarnings = [] }).Warnings?.Count),
        Is.EqualTo(((IReadOnlyList<Answer>?)null, 0)));

    // Who asks may be the thief: what they are told with a warning must not differ from what they are told without.
    [TestCase(true)]
    [TestCase(false)]
    public void A_customer_hears_the_same_with_a_warning_as_without(bool isActionable)
    {
        var payment = Told.Payment();
        var warned = DisputeStory.Of(payment with { FraudWarnings = [Told.Warning(isActionable)] });
        var elsewhere = AnswerPhrases.English.Codes.Where(code => !code.StartsWith("fraud_warning.", StringComparison.Ordinal)).Select(code => AnswerPhrases.English[code].ForCustomer);

        Assert.That(Told.Writer.ForCustomer(warned.Advice), Is.EqualTo(Told.Writer.ForCustomer(DisputeStory.Of(payment).Advice)));
        Assert.That(elsewhere, Has.Some.EqualTo(Told.Writer.ForCustomer(warned.Warnings!.Single())), "it says nothing that is only said of fraud");
    }

    [Test]
    public void A_refund_is_advised_as_the_guardrails_decide_it()
    {
        foreach (var status in Enum.GetValues<DisputeStatus>())
        {
            foreach (var isRefundable in (bool[])[true, false])
            {
                var facts = new RefundFacts
                {
                    Now = Told.Monday,
                    Scope = Desk.Scope,
                    Identity = ResolutionStatus.Verified,
                    Actor = ActorKind.Person,
                    Amount = Money.Of("usd", 100),
                    Captured = Money.Of("usd", 10_000),
                    Refunded = Money.Of("usd", 0),
                    PaidAt = Told.Monday,
                    PaymentStatus = PaymentStatus.Succeeded,
                    IsDisputed = true,
                    Dispute = status,
                    IsRefundableInDispute = isRefundable,
                };

                var allowed = RefundGuardrails.Evaluate(in facts).Verdict == RefundVerdict.Approved;

                Assert.That(Of(Told.Dispute(status, "word", isRefundable)).Refund, Is.EqualTo(allowed ? RefundInDispute.PersonDecides : RefundInDispute.MustNot), $"{status} {isRefundable}");
            }
        }
    }

    private static DisputeStory Of(params Dispute[] disputes) => DisputeStory.Of(Told.Payment() with { IsDisputed = true, Disputes = disputes });
}
