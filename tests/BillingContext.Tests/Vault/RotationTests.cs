using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Tests.Telemetry;
using BillingContext.Vault;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BillingContext.Tests.Vault;

/// <summary>What changes in the vault counts at once, through the real adapter and the real verifier.</summary>
public class RotationTests
{
    [Test]
    public async Task A_rotated_read_key_is_used_by_the_next_call()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        await desk.ReadAsync();
        Assert.That(desk.AskedWith, Is.EqualTo(new[] { "1111" }));

        await VaultDesk.ChangedAsync(desk.Vault.SetReadKeyAsync(VaultDesk.Acme, VaultDesk.NewKey, VaultDesk.Admin));
        desk.Stripe.RevokeKey(VaultDesk.OldKey);

        Assert.That((await desk.ReadAsync()).Payments, Has.Count.EqualTo(1));
        Assert.That(desk.AskedWith, Is.EqualTo(new[] { "2222" }));
    }

    [Test]
    public async Task Refunds_go_by_the_write_key_and_by_the_read_key_once_that_is_removed()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        var request = Desk.Request(desk.Customer, desk.Paid, 100) with { Customer = CustomerResolution.VerifiedCustomer(new StripeScope(VaultDesk.Acme, null, false), new CustomerId(desk.Customer)) };
        Assert.That((await desk.Desk.Refunds.RefundAsync(request)).State, Is.EqualTo(RefundState.Succeeded));
        var writeKey = (await desk.Vault.GetAsync(VaultDesk.Acme))!.Secrets.Single(secret => secret.Kind == SecretKind.WriteKey);

        await VaultDesk.ChangedAsync(desk.Vault.RemoveSecretAsync(VaultDesk.Acme, writeKey.Id, VaultDesk.Admin));

        var refused = await desk.Desk.Refunds.RefundAsync(request with { RequestId = "request-2" });
        Assert.That((refused.State, refused.Reasons[0].Code), Is.EqualTo((RefundState.Refused, "stripe.permission_missing")), "A read key that may only read.");
    }

    [Test]
    public async Task A_removed_merchant_is_unknown_at_the_next_call_and_Stripe_is_not_asked()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        await desk.ReadAsync();

        await VaultDesk.ChangedAsync(desk.Vault.RemoveAsync(VaultDesk.Acme, VaultDesk.Admin));

        Assert.That(async () => await desk.ReadAsync(), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("merchant.unknown").And.Message.Contains("'acme'"));
        Assert.That(desk.Stripe.Requests, Is.Empty);
        Assert.That(await desk.Vault.GetAsync(VaultDesk.Acme), Is.Null);
        Assert.That((await DeliverAsync(desk, VaultDesk.OldSecret)).Code, Is.EqualTo("merchant.unknown"));
    }

    [Test]
    public async Task While_a_webhook_secret_is_rolled_both_count_and_then_the_new_one_only()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        var old = (await desk.Vault.GetAsync(VaultDesk.Acme))!.Secrets.Single(secret => secret.Kind == SecretKind.WebhookSecret);
        Assert.That((await DeliverAsync(desk, VaultDesk.NewSecret)).Code, Is.EqualTo("signature.mismatch"));

        await VaultDesk.ChangedAsync(desk.Vault.AddWebhookSecretAsync(VaultDesk.Acme, VaultDesk.NewSecret, VaultDesk.Admin));
        Assert.That((await DeliverAsync(desk, VaultDesk.OldSecret)).Code, Is.EqualTo("event.received"));
        Assert.That((await DeliverAsync(desk, VaultDesk.NewSecret)).Code, Is.EqualTo("event.received"));
        await VaultDesk.ChangedAsync(desk.Vault.RemoveSecretAsync(VaultDesk.Acme, old.Id, VaultDesk.Admin));

        Assert.That((await DeliverAsync(desk, VaultDesk.OldSecret)).Code, Is.EqualTo("signature.mismatch"));
        Assert.That((await DeliverAsync(desk, VaultDesk.NewSecret)).Code, Is.EqualTo("event.received"));
    }

    [Test]
    public async Task An_endpoint_for_all_finds_the_merchant_by_account_and_mode()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        await VaultDesk.ChangedAsync(desk.Vault.AddAsync(new MerchantId("other"), VaultDesk.OldKey, VaultDesk.Admin, new StripeAccountId("acct_other")));

        var answer = await DeliverAsync(desk, VaultDesk.OldSecret, findMerchant: true);

        Assert.That(answer.Code, Is.EqualTo("event.received"));
        Assert.That(await desk.Desk.Inbox.ListWaitingAsync(VaultDesk.Acme), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_event_that_could_be_of_two_merchants_is_nobodys_and_that_is_logged()
    {
        var log = new LogLines();
        using var desk = new VaultDesk(builder => builder.Services.AddLogging(logging => logging.AddProvider(log)));
        await desk.AddAcmeAsync();
        await VaultDesk.ChangedAsync(desk.Vault.AddAsync(new MerchantId("other"), VaultDesk.OldKey, VaultDesk.Admin));

        var answer = await DeliverAsync(desk, VaultDesk.OldSecret, findMerchant: true);

        Assert.That(answer.Code, Is.EqualTo("merchant.unknown"));
        Assert.That(log.All, Has.One.Contains("MerchantsAlike").And.Contains("acme/own/test").And.Contains("other/own/test"));
    }

    [Test]
    public async Task A_merchant_comes_back_in_another_mode_and_nothing_of_before_counts()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        await VaultDesk.ChangedAsync(desk.Vault.RemoveAsync(VaultDesk.Acme, VaultDesk.Admin));

        var back = (await VaultDesk.ChangedAsync(desk.Vault.AddAsync(VaultDesk.Acme, VaultDesk.LiveKey, VaultDesk.Admin)))!;

        Assert.That((back.Scope.Livemode, back.Version, back.Secrets.Single().Id), Is.EqualTo((true, 5L, "5")), "Versions and ids go on.");
        Assert.That(async () => await desk.ReadAsync(), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("scope.mismatch"));
        Assert.That((await DeliverAsync(desk, VaultDesk.OldSecret)).Code, Is.EqualTo("signature.no_secret"));
    }

    [Test]
    public async Task The_host_decides_what_each_may_do()
    {
        using var desk = new VaultDesk(builder => builder.UseKeptMerchants<Settings>());
        await desk.AddAcmeAsync();
        await VaultDesk.ChangedAsync(desk.Vault.AddAsync(new MerchantId("closed"), VaultDesk.OldKey, VaultDesk.Admin));
        await VaultDesk.ChangedAsync(desk.Vault.AddAsync(new MerchantId("mistaken"), VaultDesk.OldKey, VaultDesk.Admin));
        var credentials = desk.Desk.Get<IMerchantCredentialsProvider>();

        var acme = await credentials.GetAsync(VaultDesk.Acme, default);

        Assert.That((acme!.EnableRefunds, acme.OrderReferenceKeys.Single(), acme.WebhookSecrets.Count), Is.EqualTo(((bool?)false, "order_id", 1)));
        Assert.That(await credentials.GetAsync(new MerchantId("closed"), default), Is.Null);
        Assert.That(async () => await credentials.GetAsync(new MerchantId("mistaken"), default), Throws.InvalidOperationException.With.Message.Contains("Settings").And.Message.Contains("mistaken/own/test"));
    }

    private static Task<WebhookRoutingResult> DeliverAsync(VaultDesk desk, string secret, bool findMerchant = false)
    {
        desk.Stripe.Account.AddCustomer("new@example.com");
        var webhook = desk.Stripe.Account.TakeWebhooks()[^1].Signed(secret);
        return desk.Desk.Router.ReceiveAsync(new WebhookDelivery(webhook.Body, webhook.SignatureHeader) { Merchant = VaultDesk.Acme, FindMerchant = findMerchant });
    }

    private sealed class Settings : IMerchantSettings
    {
        public ValueTask<MerchantCredentials?> CompleteAsync(MerchantCredentials kept, CancellationToken cancellationToken) => new(kept.Merchant.Value switch
        {
            "closed" => null,
            "mistaken" => new MerchantCredentials(VaultDesk.Acme, kept.ReadKey),
            _ => new MerchantCredentials(kept) { EnableRefunds = false, OrderReferenceKeys = ["order_id"] },
        });
    }
}
