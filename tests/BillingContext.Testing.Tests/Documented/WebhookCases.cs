using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServedStripe;

namespace BillingContext.Testing.Tests.Documented;

public sealed class WebhookCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/webhooks";
    private const string Secret = "whsec_of_the_shop";

    [Test]
    [Documented("webhooks", Page + "#verify-manually")]
    public async Task Signs_the_raw_body_with_the_time()
    {
        await using var shop = await Shop.OpenAsync();
        await using var server = await StripeSimulatorServer.StartAsync(Dashboard, webhooks: Target(shop));

        await CustomerAsync(server);
        var (header, body) = await shop.NextAsync();

        // "t=…,v1=…": HMAC-SHA256 of "t.body", the endpoint's secret as the key.
        var parts = header.Split(',').Select(p => p.Split('=', 2)).ToLookup(p => p[0], p => p[1]);
        Assert.That(parts["v1"], Has.One.EqualTo(Mac(Secret, parts["t"].Single(), body)));
        var age = Dashboard.TimeProvider.GetUtcNow().ToUnixTimeSeconds() - long.Parse(parts["t"].Single(), null);
        Assert.That(age, Is.InRange(0, 300));
        var sent = JsonDocument.Parse(body).RootElement;
        Assert.That(
            (sent.GetProperty("object").GetString(), sent.GetProperty("type").GetString()),
            Is.EqualTo(("event", "customer.created")));
    }

    [TestCase(500)]
    [TestCase(404)]
    [TestCase(302)]
    [Documented("webhooks", Page + "#automatic-retries")]
    public async Task Tries_again_until_it_is_answered_with_2xx(int failure)
    {
        await using var shop = await Shop.OpenAsync(failure, failure);
        await using var server = await StripeSimulatorServer.StartAsync(Dashboard, webhooks: Target(shop));

        await CustomerAsync(server);
        string[] ids = [Id(await shop.NextAsync()), Id(await shop.NextAsync()), Id(await shop.NextAsync())];

        Assert.That(ids, Has.All.EqualTo(ids[0]));
    }

    [Test]
    [Documented("webhooks", Page + "#roll-endpoint-secrets")]
    public async Task Signs_with_both_secrets_while_one_is_rolled()
    {
        await DoneAsync("v1/customers -d name=x");

        var rolled = Dashboard.Account.TakeWebhooks().Single().Signed("whsec_old", "whsec_new");

        var (time, body) = (rolled.SignatureHeader.Split(',')[0][2..], Encoding.UTF8.GetString(rolled.Body));
        string[] both = ["v1=" + Mac("whsec_old", time, body), "v1=" + Mac("whsec_new", time, body)];
        Assert.That(rolled.SignatureHeader.Split(',')[1..], Is.EqualTo(both));
    }

    [Test]
    [Documented("webhooks", "https://docs.stripe.com/event-destinations#events-overview")]
    public async Task Sends_thin_events_of_approvals()
    {
        Dashboard.Account.RequireApprovalAbove(1000);
        var paid = await PayAsync();
        await CurlAsync($"v1/refunds -d payment_intent={paid.Id}");

        var thin = JsonDocument.Parse(Dashboard.Account.TakeWebhooks()[^1].Body).RootElement;

        Assert.That((thin.GetProperty("object").GetString(), thin.TryGetProperty("data", out _)), Is.EqualTo(("v2.core.event", false)));
        Assert.That(thin.GetProperty("related_object").GetProperty("id").GetString(), Is.Not.Empty);
    }

    private static WebhookTarget Target(Shop shop) => new(shop.Url, Secret) { RetryAfter = [TimeSpan.Zero, TimeSpan.Zero] };

    private static string Mac(string secret, string time, string body)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));

    private static string Id((string Header, string Body) arrived)
        => JsonDocument.Parse(arrived.Body).RootElement.GetProperty("id").GetString()!;

    private static async Task CustomerAsync(StripeSimulatorServer server)
    {
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        using var request = CurlLine.Read("v1/customers -d name=x", "sk_test_documented:");
        using var response = await http.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }
}
