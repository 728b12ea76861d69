namespace BillingContext.Testing.Tests.Documented;

public sealed class KeyCases : DocumentedCases
{
    private const string Authentication = "https://docs.stripe.com/api/authentication";
    private const string Restricted = "https://docs.stripe.com/keys/restricted-api-keys";

    [Test]
    [Documented("keys", Authentication)]
    public async Task Takes_the_key_as_user_or_as_bearer()
    {
        var basic = await CurlAsync("v1/customers", "sk_test_anybodys:");
        var bearer = await CurlAsync("v1/customers -H \"Authorization: Bearer sk_test_anybodys\"", user: null);

        Assert.That((basic.Status, bearer.Status), Is.EqualTo((200, 200)));
    }

    [TestCase(null)]
    [TestCase(":")]
    [TestCase("pk_test_anybodys:")]
    [TestCase("sk_live_anybodys:")]
    [TestCase("rk_live_anybodys:")]
    [TestCase("sk_test_:")]
    [TestCase("whsec_anybodys:")]
    [Documented("keys", Authentication)]
    public async Task Fails_without_a_valid_key(string? user)
    {
        var before = await StateAsync();

        var answer = await CurlAsync("v1/customers -d name=x", user);

        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(answer.TextAt("error.type"), Is.EqualTo("invalid_request_error"));
        Assert.That(answer.Message, Does.Not.Contain("anybodys"));
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    [Test]
    [Documented("keys", "https://docs.stripe.com/error-codes#secret-key-required")]
    public async Task Says_that_a_publishable_key_is_not_enough()
        => Assert.That((await CurlAsync("v1/customers", "pk_test_anybodys:")).Code, Is.EqualTo("secret_key_required"));

    [Test]
    [Documented("keys", "https://docs.stripe.com/error-codes#api-key-expired")]
    public async Task Says_that_a_key_has_expired()
    {
        Dashboard.AddRestrictedKey("rk_test_old", "customer_read");
        Dashboard.RevokeKey("rk_test_old");

        var answer = await CurlAsync("v1/customers", "rk_test_old:");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "api_key_expired")));
    }

    [Test]
    [Documented("keys", Restricted)]
    public async Task Lets_a_restricted_key_do_what_it_may_and_no_more()
    {
        var charge = (await PayAsync()).TextAt("latest_charge");
        Dashboard.AddRestrictedKey("rk_test_reader", "charge_read");

        var read = await CurlAsync($"v1/charges/{charge}", "rk_test_reader:");
        var refunded = await CurlAsync($"v1/refunds -d charge={charge}", "rk_test_reader:");
        var other = await CurlAsync("v1/customers", "rk_test_reader:");

        Assert.That((read.Status, refunded.Status, other.Status), Is.EqualTo((200, 403, 403)));
        Assert.That(refunded.TextAt("error.type"), Is.EqualTo("invalid_request_error"));
        Assert.That(other.Message, Does.Contain("customer_read").And.Not.Contain("rk_test_reader"));
        Assert.That((await CurlAsync("v1/refunds")).Ids, Is.Empty);
    }

    [Test]
    [Documented("keys", Restricted)]
    public async Task Lets_write_include_read()
    {
        Dashboard.AddRestrictedKey("rk_test_writer", "customer_write");

        var written = await CurlAsync("v1/customers -d name=x", "rk_test_writer:");
        var read = await CurlAsync($"v1/customers/{written.Id}", "rk_test_writer:");

        Assert.That((written.Status, read.Status), Is.EqualTo((200, 200)));
    }
}
