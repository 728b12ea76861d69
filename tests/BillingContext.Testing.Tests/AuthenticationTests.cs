using System.Text;
using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class AuthenticationTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public async Task Asks_for_a_key()
    {
        using var http = new HttpClient(_stripe.CreateHandler());

        using var response = await http.GetAsync("https://api.stripe.com/v1/customers");

        Assert.That((int)response.StatusCode, Is.EqualTo(401));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("You did not provide an API key"));
    }

    [Test]
    public async Task Takes_the_key_as_user_name_of_basic_authentication()
    {
        using var http = new HttpClient(_stripe.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.stripe.com/v1/account");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(StripeSimulator.SecretKey + ":")));

        using var response = await http.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public void Refuses_a_key_it_does_not_know_and_shows_only_its_end()
    {
        using var wire = new Wire(_stripe, "sk_test_wrongwrong1234");

        var answer = wire.Get("/v1/account");

        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(answer.Message, Is.EqualTo("Invalid API Key provided: sk_test_**********1234"));
    }

    [Test]
    public void Refuses_a_publishable_key()
    {
        using var wire = new Wire(_stripe, "pk_test_simulator");

        var answer = wire.Get("/v1/customers");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "secret_key_required")));
    }

    [Test]
    public void Refuses_a_revoked_key()
    {
        _stripe.RevokeKey(StripeSimulator.SecretKey);
        using var wire = new Wire(_stripe);

        var answer = wire.Get("/v1/customers");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "api_key_expired")));
    }

    [Test]
    public void Names_the_permission_that_a_restricted_key_lacks()
    {
        _stripe.AddRestrictedKey("rk_test_support1234", "customer_read");
        using var wire = new Wire(_stripe, "rk_test_support1234");

        var allowed = wire.Get("/v1/customers");
        var refused = wire.Get("/v1/charges");

        Assert.That(allowed.Status, Is.EqualTo(200));
        Assert.That(refused.Status, Is.EqualTo(403));
        Assert.That(refused.Code, Is.Null);
        Assert.That(refused.Error.GetProperty("type").GetString(), Is.EqualTo("invalid_request_error"));
        Assert.That(refused.Message, Does.StartWith("Permission denied. The provided key 'rk_test_*******1234' does not have"));
        Assert.That(refused.Message, Does.Contain($"on account '{_stripe.Account.AccountId}'").And.Contain("('charge_read')"));
    }

    [TestCase("customer_read", "/v1/customers")]
    [TestCase("customer_read", "/v1/customers/search?query=email:'a'")]
    [TestCase("payment_intent_read", "/v1/payment_intents")]
    [TestCase("charge_read", "/v1/charges")]
    [TestCase("charge_read", "/v1/refunds")]
    [TestCase("refund_read", "/v1/refunds")]
    [TestCase("refund_write", "/v1/refunds")]
    [TestCase("dispute_read", "/v1/disputes")]
    [TestCase("subscription_write", "/v1/subscriptions")]
    [TestCase("invoice_read", "/v1/invoices")]
    [TestCase("invoice_read", "/v1/invoice_payments")]
    [TestCase("event_read", "/v1/events")]
    [TestCase("rak_charge_read", "/v1/charges")]
    public void Opens_a_list_to_the_permission_it_needs(string permission, string path)
    {
        _stripe.AddRestrictedKey("rk_test_one", permission);
        _stripe.AddRestrictedKey("rk_test_none");
        using var with = new Wire(_stripe, "rk_test_one");
        using var without = new Wire(_stripe, "rk_test_none");

        Assert.That(with.Get(path).Status, Is.EqualTo(200));
        Assert.That(without.Get(path).Status, Is.EqualTo(403));
    }

    [Test]
    public void Refunding_needs_a_write_permission()
    {
        var payment = _stripe.Account.Pay(null, 1000);
        _stripe.AddRestrictedKey("rk_test_read", "charge_read");
        using var wire = new Wire(_stripe, "rk_test_read");

        var refused = wire.Post("/v1/refunds", $"charge={payment.ChargeId}");
        _stripe.SetPermissions("rk_test_read", "refund_write");
        var allowed = wire.Post("/v1/refunds", $"charge={payment.ChargeId}");

        Assert.That(refused.Status, Is.EqualTo(403));
        Assert.That(allowed.Status, Is.EqualTo(200));
        Assert.That(_stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public void Keeps_test_and_live_mode_apart()
    {
        var test = _stripe.Account.AddCustomer();
        var live = _stripe.LiveAccount.AddCustomer();
        using var wire = new Wire(_stripe, StripeSimulator.LiveSecretKey);

        var own = wire.Get($"/v1/customers/{live}");
        var other = wire.Get($"/v1/customers/{test}");
        var list = wire.Get("/v1/customers");

        Assert.That(own.FlagAt("livemode"), Is.True);
        Assert.That((other.Status, other.Code), Is.EqualTo((404, "resource_missing")));
        Assert.That(
            other.Message, Does.EndWith("a similar object exists in test mode, but a live mode key was used to make this request."));
        Assert.That(list.Ids, Is.EqualTo([live]));
    }

    [Test]
    public void Reaches_a_connected_account_by_header_only()
    {
        var connected = _stripe.AddConnectedAccount("acct_1Connected");
        var customer = connected.AddCustomer();
        using var platform = new Wire(_stripe);
        using var merchant = new Wire(_stripe) { Account = "acct_1Connected" };
        using var stranger = new Wire(_stripe) { Account = "acct_1Unknown" };

        Assert.That(platform.Get($"/v1/customers/{customer}").Status, Is.EqualTo(404));
        Assert.That(merchant.Get($"/v1/customers/{customer}").Status, Is.EqualTo(200));
        Assert.That(merchant.Get("/v1/account").Id, Is.EqualTo("acct_1Connected"));
        Assert.That((stranger.Get("/v1/account").Status, stranger.Get("/v1/account").Code), Is.EqualTo((403, "account_invalid")));
    }
}
