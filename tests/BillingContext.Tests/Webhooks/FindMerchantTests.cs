using System.Text;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Webhooks;

/// <summary>One endpoint for several merchants: the body says whose event it is, and only that merchant's own secret makes it so.</summary>
public class FindMerchantTests
{
    private const string SecretOfA = "whsec_secret_of_merchant_a_with_enough_bytes";
    private const string SecretOfB = "whsec_secret_of_merchant_b_with_enough_bytes";
    private const string SecretOfPlatform = "whsec_secret_of_the_platform_enough_bytes";

    [TestCase("acct_A", SecretOfA, "event.received")]
    [TestCase("acct_B", SecretOfB, "event.received")]
    [TestCase(null, SecretOfPlatform, "event.received")]
    [TestCase("acct_A", SecretOfB, "signature.mismatch")]
    [TestCase("acct_B", SecretOfPlatform, "signature.mismatch")]
    [TestCase(null, SecretOfA, "signature.mismatch")]
    [TestCase("acct_C", SecretOfA, "merchant.unknown")]
    [TestCase("acct_a", SecretOfA, "merchant.unknown")]
    [TestCase("not an account", SecretOfPlatform, "merchant.unknown")]
    public async Task An_event_is_a_merchants_if_their_secret_signed_what_claims_to_be_theirs(string? account, string secret, string code)
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IMerchantCredentialsProvider, Merchants>());

        var answer = await desk.Router.ReceiveAsync(Delivery(desk, account, secret, livemode: false));

        Assert.That(answer.Code, Is.EqualTo(code));
        var waiting = (await desk.Inbox.ListWaitingAsync(new MerchantId(account switch { "acct_A" => "a", "acct_B" => "b", _ => "platform" }))).Count;
        Assert.That(waiting, Is.EqualTo(code == "event.received" ? 1 : 0));
    }

    [Test]
    public async Task An_event_of_the_other_mode_is_nobodys()
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IMerchantCredentialsProvider, Merchants>());

        var answer = await desk.Router.ReceiveAsync(Delivery(desk, "acct_A", SecretOfA, livemode: true));

        Assert.That(answer.Code, Is.EqualTo("merchant.unknown"));
    }

    [Test]
    public async Task A_provider_that_finds_too_much_is_not_believed()
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IMerchantCredentialsProvider>(new Merchants { FindsAnything = true }));

        var answer = await desk.Router.ReceiveAsync(Delivery(desk, "acct_B", SecretOfA, livemode: false));

        Assert.That(answer.Code, Is.EqualTo("event.wrong_account"));
    }

    private static WebhookDelivery Delivery(Desk desk, string? account, string secret, bool livemode)
    {
        var whose = account is null ? "" : $"\"account\":\"{account}\",";
        var body = Encoding.UTF8.GetBytes(
            $"{{\"id\":\"evt_1\",\"object\":\"event\",{whose}\"type\":\"customer.created\",\"livemode\":{(livemode ? "true" : "false")},\"created\":{desk.Time.GetUtcNow().ToUnixTimeSeconds()},"
            + "\"data\":{\"object\":{\"id\":\"cus_1\",\"object\":\"customer\"}}}");
        return new WebhookDelivery(body, WebhookSigner.Sign(body, secret, desk.Time.GetUtcNow())) { FindMerchant = true };
    }

    private sealed class Merchants : IMerchantCredentialsProvider
    {
        private readonly MerchantCredentials[] all =
        [
            Of("platform", null, SecretOfPlatform), Of("a", "acct_A", SecretOfA), Of("b", "acct_B", SecretOfB),
        ];

        internal bool FindsAnything { get; init; }

        public ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) =>
            new(Array.Find(all, one => one.Merchant == merchant));

        public ValueTask<MerchantCredentials?> FindAsync(StripeAccountId? account, bool livemode, CancellationToken cancellationToken) =>
            new(FindsAnything ? all[1] : Array.Find(all, one => one.Account == account && one.ReadKey.Livemode == livemode));

        private static MerchantCredentials Of(string merchant, string? account, string secret) =>
            new(new MerchantId(merchant), StripeApiKey.Parse(StripeSimulator.SecretKey))
            {
                Account = account is null ? null : new StripeAccountId(account),
                WebhookSecrets = [WebhookSecret.Parse(secret)],
            };
    }
}
