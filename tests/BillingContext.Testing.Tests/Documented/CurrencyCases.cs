namespace BillingContext.Testing.Tests.Documented;

public sealed class CurrencyCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/currencies";

    [TestCase("jpy", 500)]
    [TestCase("krw", 5000)]
    [TestCase("clp", 5000)]
    [TestCase("kwd", 5120)]
    [TestCase("isk", 50000)]
    [TestCase("huf", 50000)]
    [TestCase("twd", 50000)]
    [TestCase("EUR", 500)]
    [Documented("currencies", Page)]
    public async Task Charges_and_refunds_in_the_smallest_unit(string currency, int amount)
    {
        var paid = await DoneAsync(
            $"v1/payment_intents -d amount={amount} -d currency={currency} -d confirm=true -d payment_method=pm_card_visa");
        var refund = await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");

        Assert.That((refund.NumberAt("amount"), refund.TextAt("currency")), Is.EqualTo((amount, currency.ToLowerInvariant())));
    }

    [TestCase("usd", 49, "amount_too_small")]
    [TestCase("eur", 49, "amount_too_small")]
    [TestCase("gbp", 29, "amount_too_small")]
    [TestCase("jpy", 49, "amount_too_small")]
    [TestCase("usd", 100000000, "amount_too_large")]
    [Documented("currencies", Page + "#minimum-and-maximum-charge-amounts")]
    public async Task Refuses_amounts_out_of_bounds(string currency, int amount, string code)
    {
        var answer = await CurlAsync($"v1/payment_intents -d amount={amount} -d currency={currency}");

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((400, code, "amount")));
    }

    [TestCase("kwd", 5124)]
    [TestCase("bhd", 5123)]
    [TestCase("isk", 50050)]
    [Documented("currencies", Page + "#three-decimal")]
    public async Task Refuses_amounts_that_no_bank_could_settle(string currency, int amount)
    {
        var answer = await CurlAsync($"v1/payment_intents -d amount={amount} -d currency={currency}");

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((400, "invalid_request_error")));
    }

    [TestCase("xxx")]
    [TestCase("dollars")]
    [TestCase("")]
    [Documented("currencies", Page)]
    public async Task Refuses_what_is_no_currency(string currency)
    {
        var answer = await CurlAsync($"v1/payment_intents -d amount=2000 -d currency={currency}");

        Assert.That((answer.Status, answer.Param), Is.EqualTo((400, "currency")));
    }
}
