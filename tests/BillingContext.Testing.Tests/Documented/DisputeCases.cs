namespace BillingContext.Testing.Tests.Documented;

public sealed class DisputeCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/disputes";
    private const string Testing = "https://docs.stripe.com/testing#disputes";
    private const string How = "https://docs.stripe.com/disputes/how-disputes-work";

    [Test]
    [Documented("disputes", Page + "/object")]
    public async Task Tells_what_is_disputed_and_until_when_to_answer()
    {
        var (dispute, charge) = await DisputedAsync();

        var read = await DoneAsync($"v1/disputes/{dispute}");

        Assert.That((read.TextAt("object"), read.TextAt("charge"), read.NumberAt("amount")), Is.EqualTo(("dispute", charge, 2000)));
        Assert.That(read.NumberAt("evidence_details.due_by"), Is.GreaterThan(read.NumberAt("created")));
        Assert.That((read.FlagAt("evidence_details.has_evidence"), read.FlagAt("is_charge_refundable")), Is.EqualTo((false, false)));
        Assert.That((await DoneAsync($"v1/charges/{charge}")).FlagAt("disputed"));
        Assert.That((await DoneAsync($"v1/disputes?charge={charge}")).Ids, Is.EqualTo([dispute]));
    }

    [TestCase("winning_evidence", "won", "charge.dispute.funds_reinstated")]
    [TestCase("losing_evidence", "lost", "charge.dispute.updated")]
    [Documented("disputes", Testing)]
    public async Task Is_decided_by_the_evidence(string evidence, string status, string type)
    {
        var (dispute, _) = await DisputedAsync();

        await DoneAsync($"v1/disputes/{dispute} -d \"evidence[uncategorized_text]\"={evidence} -d submit=true");

        var read = await DoneAsync($"v1/disputes/{dispute}");
        Assert.That((read.TextAt("status"), read.NumberAt("evidence_details.submission_count")), Is.EqualTo((status, 1)));
        Assert.That(
            await EventTypesAsync(),
            Is.SupersetOf(["charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed", type]));
    }

    [Test]
    [Documented("disputes", Page + "/update")]
    public async Task Submits_at_once_unless_told_to_wait()
    {
        var (dispute, _) = await DisputedAsync();

        var staged = await DoneAsync($"v1/disputes/{dispute} -d \"evidence[customer_name]\"=Jenny -d submit=false");
        var submitted = await DoneAsync($"v1/disputes/{dispute} -d \"evidence[product_description]\"=Shoes");

        Assert.That(
            (staged.TextAt("status"), staged.FlagAt("evidence_details.has_evidence"), staged.NumberAt("evidence_details.submission_count")),
            Is.EqualTo(("needs_response", true, 0)));
        Assert.That((submitted.TextAt("status"), submitted.TextAt("evidence.customer_name")), Is.EqualTo(("under_review", "Jenny")));
    }

    [Test]
    [Documented("disputes", Page + "/close")]
    public async Task Is_lost_when_closed_and_that_is_irreversible()
    {
        var (dispute, charge) = await DisputedAsync();

        var closed = await DoneAsync($"v1/disputes/{dispute}/close -X POST");
        var again = await CurlAsync($"v1/disputes/{dispute}/close -X POST");
        var late = await CurlAsync($"v1/disputes/{dispute} -d \"evidence[uncategorized_text]\"=winning_evidence");
        var refund = await CurlAsync($"v1/refunds -d charge={charge}");

        Assert.That(closed.TextAt("status"), Is.EqualTo("lost"));
        Assert.That((again.Status, late.Status, refund.Status), Is.EqualTo((400, 400, 400)));
    }

    [Test]
    [Documented("disputes", "https://docs.stripe.com/error-codes#charge-disputed")]
    public async Task Keeps_refunds_away()
    {
        var (_, charge) = await DisputedAsync();

        var answer = await CurlAsync($"v1/refunds -d charge={charge}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "charge_disputed")));
        Assert.That((await DoneAsync("v1/refunds")).Ids, Is.Empty);
    }

    [Test]
    [Documented("disputes", How + "#inquiries")]
    public async Task Ends_an_inquiry_by_a_full_refund()
    {
        var (dispute, charge) = await DisputedAsync("pm_card_createDisputeInquiry");
        var open = await DoneAsync($"v1/disputes/{dispute}");

        await DoneAsync($"v1/refunds -d charge={charge}");

        Assert.That((open.TextAt("status"), open.FlagAt("is_charge_refundable")), Is.EqualTo(("warning_needs_response", true)));
        Assert.That((await DoneAsync($"v1/disputes/{dispute}")).TextAt("status"), Is.EqualTo("warning_closed"));
    }

    [Test]
    [Documented("disputes", How + "#inquiries")]
    public async Task Reviews_the_answer_to_an_inquiry()
    {
        var (dispute, _) = await DisputedAsync("pm_card_createDisputeInquiry");

        var answered = await DoneAsync($"v1/disputes/{dispute} -d \"evidence[product_description]\"=Shoes");

        Assert.That(answered.TextAt("status"), Is.EqualTo("warning_under_review"));
        Assert.That(await EventTypesAsync(), Has.None.EqualTo("charge.dispute.funds_withdrawn"));
    }

    private async Task<(string Dispute, string Charge)> DisputedAsync(string card = "pm_card_createDispute")
    {
        var paid = await PayAsync(card: card);
        return ((await DoneAsync($"v1/disputes?payment_intent={paid.Id}")).Ids.Single(), paid.TextAt("latest_charge")!);
    }
}
