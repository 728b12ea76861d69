namespace BillingContext.Testing.Tests.Documented;

public sealed class ChargeCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/charges";

    [Test]
    [Documented("charges", Page + "/list")]
    public async Task Lists_every_attempt_of_a_payment()
    {
        var made = await DoneAsync("v1/payment_intents -d amount=2000 -d currency=usd");
        await CurlAsync($"v1/payment_intents/{made.Id}/confirm -d payment_method=pm_card_visa_chargeDeclinedInsufficientFunds");
        await DoneAsync($"v1/payment_intents/{made.Id}/confirm -d payment_method=pm_card_visa");

        var charges = await DoneAsync($"v1/charges?payment_intent={made.Id}");

        Assert.That((charges.TextAt("data.0.status"), charges.FlagAt("data.0.paid")), Is.EqualTo(("succeeded", true)));
        Assert.That((charges.TextAt("data.1.status"), charges.FlagAt("data.1.paid")), Is.EqualTo(("failed", false)));
        Assert.That((charges.TextAt("data.1.failure_code"), charges.TextAt("data.1.outcome.type")),
            Is.EqualTo(("card_declined", "issuer_declined")));
        Assert.That(charges.TextAt("data.1.outcome.reason"), Is.EqualTo("insufficient_funds"));
    }

    [Test]
    [Documented("charges", Page + "/object")]
    public async Task Tells_a_hold_from_a_payment()
    {
        var held = await PayAsync(more: "-d capture_method=manual");

        var charge = await DoneAsync($"v1/charges/{held.TextAt("latest_charge")}");

        Assert.That((charge.FlagAt("captured"), charge.NumberAt("amount_captured"), charge.FlagAt("paid")), Is.EqualTo((false, 0, true)));
        Assert.That(charge.NumberAt("payment_method_details.card.capture_before"), Is.GreaterThan(charge.NumberAt("created")));
    }

    [TestCase("us_bank_account")]
    [TestCase("sepa_debit")]
    [TestCase("klarna")]
    [Documented("charges", Page + "/object#charge_object-payment_method_details")]
    public async Task Shows_what_was_paid_with(string method)
    {
        var payment = Dashboard.Account.Pay(null, 2000, paymentMethodType: method);

        Assert.That((await DoneAsync($"v1/charges/{payment.ChargeId}")).TextAt("payment_method_details.type"), Is.EqualTo(method));
    }

    [Test]
    [Documented("charges", Page + "/object#charge_object-presentment_details")]
    public async Task Shows_the_currency_the_customer_saw()
    {
        var payment = Dashboard.Account.Pay(null, 2000, presentmentAmount: 1850, presentmentCurrency: "eur");

        var charge = await DoneAsync($"v1/charges/{payment.ChargeId}");

        Assert.That((charge.NumberAt("presentment_details.presentment_amount"), charge.TextAt("presentment_details.presentment_currency")),
            Is.EqualTo((1850, "eur")));
    }

    [Test]
    [Documented("charges", "https://docs.stripe.com/connect/destination-charges")]
    public async Task Shows_where_a_destination_charge_went_and_takes_it_back()
    {
        var payment = Dashboard.Account.Pay(null, 5000, transferDestination: "acct_1Seller", applicationFee: 100);

        var charge = await DoneAsync($"v1/charges/{payment.ChargeId}");
        var refund = await DoneAsync($"v1/refunds -d charge={payment.ChargeId} -d reverse_transfer=true -d refund_application_fee=true");

        Assert.That(
            (charge.TextAt("transfer_data.destination"), charge.NumberAt("application_fee_amount")),
            Is.EqualTo(("acct_1Seller", 100)));
        Assert.That(refund.TextAt("transfer_reversal"), Does.StartWith("trr_"));
    }
}
