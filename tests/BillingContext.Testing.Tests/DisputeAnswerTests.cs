using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>https://docs.stripe.com/api/disputes and https://docs.stripe.com/testing#disputes</summary>
public sealed class DisputeAnswerTests
{
    private readonly StripeSimulator _stripe = new();
    private Wire _wire = null!;

    [SetUp]
    public void Open() => _wire = new Wire(_stripe);

    [TearDown]
    public void Close() => _wire.Dispose();

    [TestCase("pm_card_createDispute", "fraudulent", "needs_response")]
    [TestCase("pm_card_createDisputeProductNotReceived", "product_not_received", "needs_response")]
    [TestCase("pm_card_createDisputeInquiry", "fraudulent", "warning_needs_response")]
    public void Opens_with_the_payment(string card, string reason, string status)
    {
        var (charge, dispute) = Disputed(card);

        var found = _wire.Get($"/v1/disputes/{dispute}");
        Assert.That((found.TextAt("reason"), found.TextAt("status")), Is.EqualTo((reason, status)));
        Assert.That(found.NumberAt("evidence_details.due_by"), Is.GreaterThan(found.NumberAt("created")));
        Assert.That(_wire.Get($"/v1/charges/{charge}").FlagAt("disputed"));
        var refund = _wire.Post("/v1/refunds", $"charge={charge}");
        Assert.That(refund.Status, Is.EqualTo(status == "needs_response" ? 400 : 200));
    }

    [TestCase("winning_evidence", "won", "charge.dispute.funds_reinstated")]
    [TestCase("losing_evidence", "lost", "charge.dispute.closed")]
    [TestCase("The customer signed.", "under_review", "charge.dispute.updated")]
    public void Is_decided_by_the_words_of_the_evidence(string text, string status, string lastEvent)
    {
        var (_, dispute) = Disputed("pm_card_createDispute");

        var answer = _wire.Post($"/v1/disputes/{dispute}", $"evidence[uncategorized_text]={text}");

        Assert.That(answer.TextAt("status"), Is.EqualTo(status), answer.Body);
        Assert.That(answer.TextAt("evidence.uncategorized_text"), Is.EqualTo(text));
        Assert.That(answer.FlagAt("evidence_details.has_evidence"));
        Assert.That(answer.NumberAt("evidence_details.submission_count"), Is.EqualTo(1));
        Assert.That(_stripe.Account.Events[^1].Type, Is.EqualTo(lastEvent));
    }

    [Test]
    public void Stages_evidence_until_it_is_submitted()
    {
        var (_, dispute) = Disputed("pm_card_createDispute");

        var staged = _wire.Post($"/v1/disputes/{dispute}", "evidence[uncategorized_text]=winning_evidence&submit=false");
        var sent = _wire.Post($"/v1/disputes/{dispute}", "submit=true");

        Assert.That((staged.TextAt("status"), staged.NumberAt("evidence_details.submission_count")), Is.EqualTo(("needs_response", 0L)));
        Assert.That(sent.TextAt("status"), Is.EqualTo("won"));
    }

    [TestCase("winning_evidence")]
    [TestCase("losing_evidence")]
    public void Closes_an_inquiry(string text)
    {
        var (_, dispute) = Disputed("pm_card_createDisputeInquiry");

        Assert.That(
            _wire.Post($"/v1/disputes/{dispute}", $"evidence[uncategorized_text]={text}").TextAt("status"), Is.EqualTo("warning_closed"));
    }

    [Test]
    public void Escalates_an_inquiry_to_a_dispute_that_wants_an_answer_of_its_own()
    {
        var (charge, dispute) = Disputed("pm_card_createDisputeInquiry");
        _stripe.Clock().Advance(TimeSpan.FromDays(8));

        var escalated = _wire.Post($"/v1/disputes/{dispute}", "evidence[uncategorized_text]=escalate_inquiry_evidence");

        Assert.That((escalated.TextAt("status"), escalated.FlagAt("is_charge_refundable")), Is.EqualTo(("needs_response", false)));
        Assert.That(escalated.TextAt("payment_method_details.card.case_type"), Is.EqualTo("chargeback"));
        Assert.That(escalated.NumberAt("evidence_details.due_by"), Is.GreaterThan(The.Start.AddDays(9).ToUnixTimeSeconds()));
        Assert.That(_stripe.Account.Events[^1].Type, Is.EqualTo("charge.dispute.funds_withdrawn"));
        Assert.That(_wire.Post("/v1/refunds", $"charge={charge}").Code, Is.EqualTo("charge_disputed"));
        Assert.That(
            _wire.Post($"/v1/disputes/{dispute}", "evidence[uncategorized_text]=winning_evidence").TextAt("status"), Is.EqualTo("won"));
    }

    [Test]
    public void Escalates_no_dispute()
    {
        var (_, dispute) = Disputed("pm_card_createDispute");

        var answer = _wire.Post($"/v1/disputes/{dispute}", "evidence[uncategorized_text]=escalate_inquiry_evidence");

        Assert.That(answer.TextAt("status"), Is.EqualTo("under_review"));
    }

    [Test]
    public void Is_lost_when_the_merchant_closes_it_and_then_stays_lost()
    {
        var (_, dispute) = Disputed("pm_card_createDispute");

        Assert.That(_wire.Post($"/v1/disputes/{dispute}/close").TextAt("status"), Is.EqualTo("lost"));
        Assert.That(_wire.Post($"/v1/disputes/{dispute}/close").Status, Is.EqualTo(400));
        Assert.That(_wire.Post($"/v1/disputes/{dispute}", "evidence[uncategorized_text]=winning_evidence").Status, Is.EqualTo(400));
        Assert.That(_wire.Post($"/v1/disputes/{dispute}", "metadata[order_id]=6735").TextAt("metadata.order_id"), Is.EqualTo("6735"));
        Assert.That(_wire.Post("/v1/disputes/dp_nope/close").Status, Is.EqualTo(404));
    }

    [Test]
    public void Takes_no_evidence_after_the_deadline()
    {
        var (_, dispute) = Disputed("pm_card_createDispute");
        _stripe.Clock().Advance(TimeSpan.FromDays(10));

        Assert.That(_wire.Post($"/v1/disputes/{dispute}", "evidence[uncategorized_text]=late").Message, Does.Contain("deadline"));
    }

    [TestCase("evidence[receipt]=file_1", null, "evidence[receipt]")]
    [TestCase("evidence[reciept]=x", "parameter_unknown", "evidence[reciept]")]
    [TestCase("evidence=x", null, "evidence")]
    [TestCase("status=won", "parameter_unknown", "status")]
    [TestCase("submit=1", null, "submit")]
    public void Refuses_what_it_cannot_take(string form, string? code, string param)
    {
        var (_, dispute) = Disputed("pm_card_createDispute");

        var answer = _wire.Post($"/v1/disputes/{dispute}", form);

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((400, code, param)));
        Assert.That(_wire.Get($"/v1/disputes/{dispute}").TextAt("status"), Is.EqualTo("needs_response"));
    }

    private (string Charge, string Dispute) Disputed(string card)
    {
        var paid = _wire.Post("/v1/payment_intents", $"amount=2000&currency=usd&confirm=true&payment_method={card}");
        return (paid.TextAt("latest_charge")!, _wire.Get($"/v1/disputes?payment_intent={paid.Id}").Ids.Single());
    }
}
