namespace BillingContext.Testing.Tests.Documented;

public sealed class RefundLifeCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/refunds";
    private const string Guide = "https://docs.stripe.com/refunds";

    [Test]
    [Documented("refunds", Page + "/cancel")]
    public async Task Cancels_only_what_waits_for_the_customer()
    {
        var done = await DoneAsync($"v1/refunds -d payment_intent={(await PayAsync()).Id}");
        Dashboard.Account.SetNextRefundStatus("requires_action");
        var paid = await PayAsync();
        var waiting = await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");

        var late = await CurlAsync($"v1/refunds/{done.Id}/cancel -X POST");
        var canceled = await DoneAsync($"v1/refunds/{waiting.Id}/cancel -X POST");
        var again = await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");

        Assert.That((late.Status, late.TextAt("error.type")), Is.EqualTo((400, "invalid_request_error")));
        Assert.That((canceled.TextAt("status"), canceled.TextAt("failure_reason")), Is.EqualTo(("canceled", "merchant_request")));
        Assert.That(again.NumberAt("amount"), Is.EqualTo(2000));
    }

    [Test]
    [Documented("refunds", Guide + "#failed-refunds")]
    public async Task Gives_the_money_of_a_failed_refund_back_to_the_merchant()
    {
        var paid = await PayAsync(card: "pm_card_refundFail");
        var refund = await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");
        await AdvanceAsync("hours=1");

        var failed = await DoneAsync($"v1/refunds/{refund.Id}");
        var charge = await DoneAsync($"v1/charges/{paid.TextAt("latest_charge")}");

        Assert.That(failed.TextAt("failure_balance_transaction"), Does.StartWith("txn_"));
        Assert.That((charge.FlagAt("refunded"), charge.NumberAt("amount_refunded")), Is.EqualTo((false, 0)));
    }

    [Test]
    [Documented("refunds", Guide + "#tracing-refunds")]
    public async Task Brings_a_reference_number_in_time()
    {
        var refund = await DoneAsync($"v1/refunds -d payment_intent={(await PayAsync()).Id}");
        await AdvanceAsync("days=3");

        var traced = await DoneAsync($"v1/refunds/{refund.Id}");

        Assert.That(
            (refund.TextAt("destination_details.type"), refund.TextAt("destination_details.card.type")),
            Is.EqualTo(("card", "refund")));
        Assert.That(refund.TextAt("destination_details.card.reference_status"), Is.EqualTo("pending"));
        Assert.That(traced.TextAt("destination_details.card.reference_status"), Is.EqualTo("available"));
        Assert.That(traced.TextAt("destination_details.card.reference_type"), Is.EqualTo("acquirer_reference_number"));
        Assert.That(traced.TextAt("destination_details.card.reference"), Is.Not.Empty);
    }

    [Test]
    [Documented("refunds", Guide + "#refund-requests")]
    public async Task May_reverse_a_young_payment_instead()
    {
        Dashboard.Account.SetRefundsAsReversals();

        var refund = await DoneAsync($"v1/refunds -d payment_intent={(await PayAsync()).Id}");

        Assert.That(refund.TextAt("destination_details.card.type"), Is.EqualTo("reversal"));
    }

    [Test]
    [Documented("refunds", Guide)]
    public async Task Waits_where_the_balance_is_too_little()
    {
        Dashboard.Account.SetAvailableBalance(100);

        var refund = await DoneAsync($"v1/refunds -d payment_intent={(await PayAsync()).Id}");

        Assert.That((refund.TextAt("status"), refund.TextAt("pending_reason")), Is.EqualTo(("pending", "insufficient_funds")));
    }

    [Test]
    [Documented("refunds", "https://docs.stripe.com/api/events/types")]
    public async Task Tells_of_a_refund_by_events()
    {
        var paid = await PayAsync();
        await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");

        Assert.That(await EventTypesAsync(), Is.SupersetOf(["refund.created", "charge.refunded"]));
    }
}
