namespace BillingContext.Testing.Tests.Documented;

public sealed class TestCardCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/testing";

    [TestCase("pm_card_visa", "visa", "4242")]
    [TestCase("pm_card_visa_debit", "visa", "5556")]
    [TestCase("pm_card_mastercard", "mastercard", "4444")]
    [TestCase("pm_card_mastercard_debit", "mastercard", "8210")]
    [TestCase("pm_card_mastercard_prepaid", "mastercard", "5100")]
    [TestCase("pm_card_amex", "amex", "0005")]
    [TestCase("pm_card_discover", "discover", "1117")]
    [TestCase("pm_card_diners", "diners", "0004")]
    [TestCase("pm_card_jcb", "jcb", "0505")]
    [Documented("test cards", Page + "#cards")]
    public async Task Pays_with_each_brand(string card, string brand, string last4)
    {
        var charge = await DoneAsync($"v1/charges/{(await PayAsync(card: card)).TextAt("latest_charge")}");

        Assert.That((charge.TextAt("status"), charge.TextAt("payment_method_details.card.brand")), Is.EqualTo(("succeeded", brand)));
        Assert.That(charge.TextAt("payment_method_details.card.last4"), Is.EqualTo(last4));
    }

    [TestCase("pm_card_visa_chargeDeclined", "card_declined", "generic_decline")]
    [TestCase("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [TestCase("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card")]
    [TestCase("pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card")]
    [TestCase("pm_card_chargeDeclinedExpiredCard", "expired_card", null)]
    [TestCase("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", null)]
    [TestCase("pm_card_chargeDeclinedProcessingError", "processing_error", null)]
    [Documented("test cards", Page + "#declined-payments")]
    public async Task Declines_with_the_code_of_the_card(string card, string code, string? declineCode)
    {
        var answer = await CurlAsync($"v1/payment_intents -d amount=2000 -d currency=usd -d confirm=true -d payment_method={card}");

        Assert.That((answer.Status, answer.TextAt("error.type"), answer.Code), Is.EqualTo((402, "card_error", code)));
        Assert.That(answer.TextAt("error.charge"), Does.StartWith("ch_"));
        Assert.That(answer.TextAt("error.payment_intent.status"), Is.EqualTo("requires_payment_method"));
        if (declineCode is not null)
        {
            Assert.That(answer.TextAt("error.decline_code"), Is.EqualTo(declineCode));
        }
    }

    [Test]
    [Documented("test cards", Page + "#declined-payments")]
    public async Task Does_not_attach_a_card_that_declines()
    {
        var customer = await DoneAsync("v1/customers -d name=x");

        var answer = await CurlAsync($"v1/payment_methods/pm_card_visa_chargeDeclined/attach -d customer={customer.Id}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((402, "card_declined")));
    }

    [Test]
    [Documented("test cards", Page + "#declined-payments")]
    public async Task Attaches_the_card_that_declines_afterwards()
    {
        var customer = await DoneAsync("v1/customers -d name=x");
        var method = await DoneAsync($"v1/payment_methods/pm_card_chargeCustomerFail/attach -d customer={customer.Id}");

        var answer = await CurlAsync(
            $"v1/payment_intents -d amount=2000 -d currency=usd -d confirm=true -d payment_method={method.Id} -d customer={customer.Id}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((402, "card_declined")));
    }

    [TestCase("true", "succeeded")]
    [TestCase("false", "requires_payment_method")]
    [Documented("test cards", Page + "#regulatory-cards")]
    public async Task Asks_the_customer_to_authenticate(string agreed, string status)
    {
        var asked = await PayAsync(card: "pm_card_authenticationRequired");

        await DoneAsync($"_simulator/authenticate/{asked.Id}?succeeded={agreed} -X POST");

        Assert.That((asked.TextAt("status"), asked.TextAt("next_action.type")), Is.EqualTo(("requires_action", "use_stripe_sdk"))
            .Or.EqualTo(("requires_action", "redirect_to_url")));
        Assert.That((await DoneAsync($"v1/payment_intents/{asked.Id}")).TextAt("status"), Is.EqualTo(status));
    }

    [Test]
    [Documented("test cards", "https://docs.stripe.com/declines/codes")]
    public async Task Declines_where_nobody_is_there_to_authenticate()
    {
        var customer = await DoneAsync("v1/customers -d name=x");
        var method = await DoneAsync($"v1/payment_methods/pm_card_authenticationRequired/attach -d customer={customer.Id}");

        var answer = await CurlAsync(
            "v1/payment_intents -d amount=2000 -d currency=usd -d confirm=true -d off_session=true "
            + $"-d payment_method={method.Id} -d customer={customer.Id}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((402, "authentication_required")));
    }

    [TestCase("pm_card_createDispute", "fraudulent", "needs_response")]
    [TestCase("pm_card_createDisputeProductNotReceived", "product_not_received", "needs_response")]
    [TestCase("pm_card_createDisputeInquiry", "fraudulent", "warning_needs_response")]
    [Documented("test cards", Page + "#disputes")]
    public async Task Disputes_the_payment(string card, string reason, string status)
    {
        var paid = await PayAsync(card: card);

        var dispute = await DoneAsync($"v1/disputes?payment_intent={paid.Id}");

        Assert.That(paid.TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That((dispute.TextAt("data.0.reason"), dispute.TextAt("data.0.status")), Is.EqualTo((reason, status)));
    }

    [Test]
    [Documented("test cards", Page + "#refunds")]
    public async Task Refunds_with_a_delay()
    {
        var paid = await PayAsync(card: "pm_card_pendingRefund");

        var refund = await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");
        await AdvanceAsync("hours=1");

        Assert.That(refund.TextAt("status"), Is.EqualTo("pending"));
        Assert.That((await DoneAsync($"v1/refunds/{refund.Id}")).TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That(await EventTypesAsync(), Has.Some.EqualTo("refund.updated"));
    }

    [Test]
    [Documented("test cards", Page + "#refunds")]
    public async Task Fails_the_refund_after_it_succeeded()
    {
        var paid = await PayAsync(card: "pm_card_refundFail");

        var refund = await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");
        await AdvanceAsync("hours=1");

        var failed = await DoneAsync($"v1/refunds/{refund.Id}");
        Assert.That((refund.TextAt("status"), failed.TextAt("status")), Is.EqualTo(("succeeded", "failed")));
        Assert.That(failed.TextAt("failure_reason"), Is.Not.Null);
        Assert.That(await EventTypesAsync(), Has.Some.EqualTo("refund.failed"));
    }
}
