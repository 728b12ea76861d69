using System.Net;
using System.Security.Cryptography;
using BillingContext.AspNetCore.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Vault;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BillingContext.AspNetCore.Tests.Vault;

/// <summary>The vault of a web host, encrypted by its Data Protection.</summary>
public class DataProtectionTests
{
    private const string OldKey = "rk_test_canary_old_1111";
    private const string NewKey = "rk_test_canary_new_2222";
    private const string OldSecret = "whsec_canary_old_0123456789_5555";
    private const string NewSecret = "whsec_canary_new_0123456789_6666";

    private static readonly string[] Reads = ["customer_read", "payment_intent_read", "charge_read", "dispute_read", "subscription_read", "invoice_read"];
    private static readonly MerchantId Acme = new("acme");
    private static readonly Actor Admin = Actor.Person("admin_1");

    private readonly KeyRing ring = new();

    [TearDown]
    public void Close() => ring.Dispose();

    [Test]
    public async Task Webhooks_of_a_kept_merchant_are_verified_and_a_rolled_secret_counts_at_once()
    {
        await using var desk = await StartAsync();
        await AddAcmeAsync(desk);
        await ChangedAsync(Vault(desk).AddWebhookSecretAsync(Acme, NewSecret, Admin));
        Assert.That((await PostAsync(desk, OldSecret), await PostAsync(desk, NewSecret)), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));

        await ChangedAsync(Vault(desk).RemoveSecretAsync(Acme, "2", Admin));

        Assert.That((await PostAsync(desk, OldSecret), await PostAsync(desk, NewSecret)), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.OK)));
        Assert.That(desk.Logs.All, Is.All.Not.Contains("canary"));
    }

    [Test]
    public async Task A_node_with_the_same_ring_reads_what_another_kept()
    {
        var store = SwitchedStore.InMemory();
        await using var first = await StartAsync(store: store);
        await AddAcmeAsync(first);

        await using var second = await StartAsync(store: store);

        Assert.That((await CredentialsAsync(second))!.ReadKey.Reveal(), Is.EqualTo(OldKey));
        Assert.That(await PostAsync(second, OldSecret), Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("another ring")]
    [TestCase("another application name")]
    public async Task Where_the_ring_is_lost_the_merchant_is_closed_and_nothing_is_lost_until_it_is_back(string what)
    {
        var store = SwitchedStore.InMemory();
        await using var first = await StartAsync(store: store);
        await AddAcmeAsync(first);
        using var other = new KeyRing();

        await using var second = await StartAsync(what == "another ring" ? other : ring, what == "another ring" ? "helpdesk" : "renamed", store: store);
        await ChangedAsync(Vault(second).AddAsync(new MerchantId("new"), OldKey, Admin));

        var failure = (await Assert.ThrowsAsync<BillingException>(async () => await CredentialsAsync(second)))!;
        Assert.That(failure.Code, Is.EqualTo("vault.unreadable"));
        Assert.That(failure.InnerException, Is.InstanceOf<CryptographicException>());
        Assert.That(failure.Message, Does.Contain("'acme'").And.Contain("key ring"));
        Assert.That(failure.ToString(), Does.Not.Contain("canary"));
        Assert.That(await PostAsync(second, OldSecret), Is.EqualTo(HttpStatusCode.ServiceUnavailable), "Stripe sends it again.");
        Assert.That(await CredentialsAsync(second, "new"), Is.Not.Null, "Nobody else is.");
        Assert.That(await PostAsync(first, OldSecret), Is.EqualTo(HttpStatusCode.OK), "And with the ring all is as it was.");
    }

    [Test]
    public async Task Keys_that_the_ring_rotates_go_on_decrypting_and_new_secrets_get_the_new_one()
    {
        await using var desk = await StartAsync();
        await AddAcmeAsync(desk);

        var old = KeyIdOf(desk.Get<IDataProtectionProvider>().CreateProtector("any").Protect("any"));
        desk.Get<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));
        await WebDesk.UntilAsync(() => KeyIdOf(desk.Get<IDataProtectionProvider>().CreateProtector("any").Protect("any")) != old);
        await ChangedAsync(Vault(desk).AddWebhookSecretAsync(Acme, NewSecret, Admin));

        var credentials = (await CredentialsAsync(desk))!;
        var texts = (await desk.Store.GetCredentialsAsync(Acme, default))!.Secrets.Select(secret => KeyIdOf(secret.Text)).ToList();
        Assert.That((credentials.ReadKey.Reveal(), credentials.WebhookSecrets.Count), Is.EqualTo((OldKey, 2)));
        Assert.That((texts[0] == texts[1], texts[0] == texts[2]), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_revoked_ring_decrypts_nothing_and_secrets_set_anew_work()
    {
        await using var desk = await StartAsync();
        await AddAcmeAsync(desk);

        // The ring is read again in the background.
        desk.Get<IKeyManager>().RevokeAllKeys(DateTimeOffset.UtcNow, "stolen");
        await WebDesk.UntilAsync(async () => await CodeAsync(() => CredentialsAsync(desk).AsTask()) == "vault.unreadable");
        Assert.That(await PostAsync(desk, OldSecret), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        desk.Get<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));
        await WebDesk.UntilAsync(async () => await CodeAsync(() => Vault(desk).SetReadKeyAsync(Acme, OldKey, Admin)) is null);
        await ChangedAsync(Vault(desk).AddWebhookSecretAsync(Acme, OldSecret, Admin));
        await ChangedAsync(Vault(desk).RemoveSecretAsync(Acme, "2", Admin));

        Assert.That((await CredentialsAsync(desk))!.ReadKey.Reveal(), Is.EqualTo(OldKey));
        Assert.That(await PostAsync(desk, OldSecret), Is.EqualTo(HttpStatusCode.OK));
    }

    private static readonly StripeScope Place = new(Acme, new StripeAccountId("acct_1"), Livemode: true);

    private static IEnumerable<TestCaseData> Elsewhere =>
    [
        new TestCaseData(Place with { Merchant = new MerchantId("Acme") }, SecretKind.ReadKey),
        new TestCaseData(Place with { Merchant = default }, SecretKind.ReadKey),
        new TestCaseData(Place with { Account = new StripeAccountId("acct_2") }, SecretKind.ReadKey),
        new TestCaseData(Place with { Account = null }, SecretKind.ReadKey),
        new TestCaseData(Place with { Livemode = false }, SecretKind.ReadKey),
        new TestCaseData(Place, SecretKind.WriteKey),
        new TestCaseData(Place, SecretKind.WebhookSecret),
    ];

    [TestCaseSource(nameof(Elsewhere))]
    public async Task A_secret_decrypts_in_its_own_place_only(StripeScope scope, SecretKind kind)
    {
        await using var desk = await StartAsync();
        var protector = desk.Get<ISecretProtector>();

        var text = await protector.ProtectAsync(Place, SecretKind.ReadKey, OldKey, default);

        Assert.That(await protector.UnprotectAsync(Place, SecretKind.ReadKey, text, default), Is.EqualTo(OldKey));
        Assert.That(async () => await protector.UnprotectAsync(scope, kind, text, default), Throws.InstanceOf<CryptographicException>());
    }

    [TestCase(SecretKind.ReadKey, "read_key")]
    [TestCase(SecretKind.WriteKey, "write_key")]
    [TestCase(SecretKind.WebhookSecret, "webhook_secret")]
    public async Task The_purposes_stay_what_they_are_or_all_that_is_kept_would_be_lost(SecretKind kind, string word)
    {
        await using var desk = await StartAsync();
        var frozen = desk.Get<IDataProtectionProvider>().CreateProtector("BillingContext.Secrets.v1", "acme", "acct_1", "live", word);

        Assert.That(await desk.Get<ISecretProtector>().UnprotectAsync(Place, kind, frozen.Protect(OldSecret), default), Is.EqualTo(OldSecret));
    }

    [Test]
    public async Task Health_checks_the_kept_merchants_unless_some_are_named()
    {
        await using var desk = await StartAsync();
        Assert.That(await KeysAsync(desk), Is.EqualTo("Healthy: No merchant is checked: name some in BillingHealthOptions.Merchants."));

        await AddAcmeAsync(desk);
        await ChangedAsync(Vault(desk).AddAsync(new MerchantId("bare"), OldKey, Admin));

        Assert.That(await KeysAsync(desk), Is.EqualTo("Degraded: 1 of 2 keys work. bare: signature.no_secret."));
        Assert.That(desk.Stripe.Requests.Select(request => request.Headers["Authorization"]).Distinct(), Is.EqualTo(new[] { "1111" }));
    }

    [Test]
    public async Task Health_says_whose_secrets_cannot_be_read()
    {
        var store = SwitchedStore.InMemory();
        await using var first = await StartAsync(store: store);
        await AddAcmeAsync(first);
        using var other = new KeyRing();

        await using var second = await StartAsync(other, store: store);

        Assert.That(await KeysAsync(second), Is.EqualTo("Unhealthy: 0 of 1 keys work. acme: vault.unreadable."));
        Assert.That(second.Stripe.Requests, Is.Empty);
    }

    private static IMerchantVault Vault(WebDesk desk) => desk.Get<IMerchantVault>();

    private static ValueTask<MerchantCredentials?> CredentialsAsync(WebDesk desk, string merchant = "acme") =>
        desk.Get<IMerchantCredentialsProvider>().GetAsync(new MerchantId(merchant), default);

    private static async Task<string?> CodeAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (BillingException failure)
        {
            return failure.Code;
        }
    }

    /// <summary>Four bytes of a magic number, then the key's id.</summary>
    private static Guid KeyIdOf(string text) => new(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(text).AsSpan(4, 16));

    private static async Task AddAcmeAsync(WebDesk desk)
    {
        await ChangedAsync(Vault(desk).AddAsync(Acme, OldKey, Admin));
        await ChangedAsync(Vault(desk).AddWebhookSecretAsync(Acme, OldSecret, Admin));
    }

    private static async Task ChangedAsync(Task<VaultResult> change) => Assert.That((await change).Outcome, Is.EqualTo(VaultOutcome.Changed));

    private static async Task<string> KeysAsync(WebDesk desk)
    {
        var report = await desk.Get<HealthCheckService>().CheckHealthAsync();
        return $"{report.Entries["billingcontext.keys"].Status}: {report.Entries["billingcontext.keys"].Description}";
    }

    private static async Task<HttpStatusCode> PostAsync(WebDesk desk, string secret)
    {
        desk.Stripe.Account.AddCustomer("new@example.com");
        return (await desk.PostAsync(desk.Stripe.Account.TakeWebhooks()[^1].Signed(secret), "/webhooks/stripe/acme")).StatusCode;
    }

    private async Task<WebDesk> StartAsync(KeyRing? other = null, string name = "helpdesk", IBillingStore? store = null)
    {
        var stripe = new StripeSimulator();
        stripe.AddRestrictedKey(OldKey, Reads);
        stripe.AddRestrictedKey(NewKey, Reads);
        return await WebDesk.StartAsync(
            builder =>
            {
                builder.Services.AddDataProtection().SetApplicationName(name).PersistKeysToFileSystem((other ?? ring).Folder);
                builder.Services.AddHealthChecks().AddBillingContext();
                builder.UseKeptMerchants().UseDataProtection();
                if (store is not null)
                {
                    builder.Services.AddSingleton(store);
                }
            },
            stripe: stripe);
    }
}
