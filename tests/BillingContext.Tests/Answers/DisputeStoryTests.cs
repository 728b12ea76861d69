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
