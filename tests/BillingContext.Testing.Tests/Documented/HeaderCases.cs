namespace BillingContext.Testing.Tests.Documented;

public sealed class HeaderCases : DocumentedCases
{
    private const string Key = "-H \"Idempotency-Key: KG5LxwFBepaKHyUD\"";

    [Test]
    [Documented("headers", "https://docs.stripe.com/api/request_ids")]
    public async Task Numbers_every_answer()
    {
        var (found, missing) = (await CurlAsync("v1/customers"), await CurlAsync("v1/nothing"));

        Assert.That(new[] { found.Header("Request-Id"), missing.Header("Request-Id") }, Is.Unique.And.All.StartsWith("req_"));
        Assert.That(found.Header("Stripe-Version"), Does.EndWith(".dahlia"));
    }

    [Test]
    [Documented("headers", "https://docs.stripe.com/error-low-level#idempotency")]
    public async Task Names_the_request_that_a_key_was_first_used_for()
    {
        var first = await CurlAsync($"v1/customers {Key} -d name=x");
        var again = await CurlAsync($"v1/customers {Key} -d name=x");

        Assert.That(first.Header("Original-Request"), Is.EqualTo(first.Header("Request-Id")));
        Assert.That(again.Header("Original-Request"), Is.EqualTo(first.Header("Request-Id")));
        Assert.That(again.Header("Request-Id"), Is.Not.EqualTo(first.Header("Request-Id")));
    }

    [Test]
    [Documented("headers", "https://docs.stripe.com/error-low-level#retries")]
    public async Task Says_that_the_same_key_would_fail_the_same_way()
    {
        var line = $"v1/payment_intents {Key} -d amount=2000 -d currency=usd -d confirm=true -d payment_method=pm_card_chargeDeclined";

        Assert.That((await CurlAsync(line)).Header("Stripe-Should-Retry"), Is.EqualTo("false"));
    }
}
