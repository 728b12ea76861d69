using System.Text;
using BillingContext.Audit;
using BillingContext.Relational.Internal;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Tests.Storage;
using BillingContext.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Relational.Tests;

/// <summary>Merchants' secrets in a database file: what is in it, and what whoever writes into it gets.</summary>
internal sealed class KeptSecretsTests
{
    private const string OldKey = "rk_test_canary_old_1111";
    private const string NewKey = "rk_test_canary_new_2222";
    private const string WebhookSecret = "whsec_canary_old_0123456789_5555";

    private static readonly MerchantId Acme = new("acme");
    private static readonly Actor Admin = Actor.Person("admin_1");

    private readonly SqliteFile file = new();
    private readonly BoundProtector protector = new();

    [TearDown]
    public void Close() => file.Dispose();

    [Test]
    public async Task No_secret_is_ever_in_the_file()
    {
        await using var host = Start();
        await AddAsync(host, Acme, OldKey);
        await host.Get<IMerchantVault>().SetReadKeyAsync(Acme, NewKey, Admin);
        await host.Get<IMerchantVault>().SetWriteKeyAsync(Acme, OldKey, Admin);
        Assert.That(await host.Get<IMerchantCredentialsProvider>().GetAsync(Acme, default), Is.Not.Null);

        var text = Encoding.Latin1.GetString(file.Bytes());

        Assert.That(text, Does.Contain("billingcontext_credentials").And.Contain("\"last_four\":\"5555\"").And.Contain("ends in 2222"), "It is this file.");
        Assert.That(text, Does.Not.Contain("canary").IgnoreCase);
        Assert.That(text, Does.Not.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes("canary_old"))[..8]));
    }

    [Test]
    public async Task What_one_node_changes_counts_on_another_at_the_next_call()
    {
        await using var first = Start();
        await using var second = Start();
        await AddAsync(first, Acme, OldKey);
        Assert.That((await second.Get<IMerchantCredentialsProvider>().GetAsync(Acme, default))!.ReadKey.Reveal(), Is.EqualTo(OldKey));

        await first.Get<IMerchantVault>().SetReadKeyAsync(Acme, NewKey, Admin);
        Assert.That((await second.Get<IMerchantCredentialsProvider>().GetAsync(Acme, default))!.ReadKey.Reveal(), Is.EqualTo(NewKey));
        await second.Get<IMerchantVault>().RemoveAsync(Acme, Admin);

        Assert.That(await first.Get<IMerchantCredentialsProvider>().GetAsync(Acme, default), Is.Null);
    }

    [Test]
    public async Task A_row_copied_to_another_merchant_is_noticed_however_carefully_it_is_done()
    {
        var other = new MerchantId("other");
        await using var host = Start();
        await AddAsync(host, Acme, OldKey);
        await AddAsync(host, other, NewKey);
        var source = file.Open();

        source.Execute("UPDATE billingcontext_credentials SET body = (SELECT body FROM billingcontext_credentials WHERE merchant = 'other') WHERE merchant = 'acme'");
        Assert.That(async () => await host.Get<IMerchantCredentialsProvider>().GetAsync(Acme, default), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("store.altered"));
        source.Execute("""UPDATE billingcontext_credentials SET body = REPLACE(body, '"merchant":"other"', '"merchant":"acme"') WHERE merchant = 'acme'""");

        var failure = (await Assert.ThrowsAsync<BillingException>(async () => await host.Get<IMerchantCredentialsProvider>().GetAsync(Acme, default)))!;
        Assert.That(failure.Code, Is.EqualTo("vault.unreadable"));
        Assert.That(failure.Message, Does.Contain("'acme'"));
        Assert.That((await host.Get<IMerchantCredentialsProvider>().GetAsync(other, default))!.ReadKey.Reveal(), Is.EqualTo(NewKey));
    }

    [Test]
    public async Task A_merchant_whose_row_was_altered_is_closed_and_seen_beside_the_others()
    {
        var other = new MerchantId("other");
        await using var host = Start();
        await AddAsync(host, Acme, OldKey);
        await AddAsync(host, other, NewKey);

        file.Open().Execute("UPDATE billingcontext_credentials SET body = 'garbage' WHERE merchant = 'acme'");

        var listed = await host.Get<IMerchantVault>().ListAsync();
        Assert.That(listed.Select(kept => kept.ToString()), Is.EqualTo(new[] { "acme: altered", "other/own/test: ReadKey …2222, WebhookSecret …5555" }));
        Assert.That(async () => await host.Get<IMerchantCredentialsProvider>().GetAsync(Acme, default), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("store.altered"));
        Assert.That((await host.Get<IMerchantCredentialsProvider>().GetAsync(other, default))!.ReadKey.Reveal(), Is.EqualTo(NewKey));
    }

    [Test]
    public async Task A_row_of_version_5_is_read_and_written()
    {
        const string Body =
            """{"merchant":"acme","account":"acct_1","livemode":true,"version":1,"secrets":[{"id":"1","kind":"ReadKey","last_four":"1111","kept_at":"2026-11-02T09:00:00.0000001+00:00","kept_by":{"kind":"Person","id":"admin_1"},"protected":"p1"},{"id":"2","kind":"WebhookSecret","last_four":"5555","kept_at":"2026-11-02T09:00:00.0000001+00:00","kept_by":{"kind":"Person","id":"admin_1"},"protected":"p2"}]}""";
        var kept = new KeptCredentials
        {
            Scope = new StripeScope(Acme, new StripeAccountId("acct_1"), Livemode: true),
            Secrets =
            [
                Some.Secret(SecretKind.ReadKey, "1") with { Text = "p1", Shown = Some.Secret(SecretKind.ReadKey, "1").Shown with { LastFour = "1111" } },
                Some.Secret(SecretKind.WebhookSecret, "2") with { Text = "p2", Shown = Some.Secret(SecretKind.WebhookSecret, "2").Shown with { LastFour = "5555" } },
            ],
        };
        using var store = new RelationalBillingStore(file.Open(), Dialect.Sqlite, new AuditChain());
        await store.CommitAsync(new StoreBatch { Credentials = kept }, default);
        var source = file.Open();
        using var written = source.CreateCommand("SELECT body FROM billingcontext_credentials");
        Assert.That(written.ExecuteScalar(), Is.EqualTo(Body));

        source.Execute($"UPDATE billingcontext_credentials SET body = '{Body}'");

        Assert.That((await store.GetCredentialsAsync(Acme, default))!.Secrets, Is.EqualTo(kept.Secrets));
    }

    private static async Task AddAsync(HelpdeskHost host, MerchantId merchant, string key)
    {
        var vault = host.Get<IMerchantVault>();
        Assert.That((await vault.AddAsync(merchant, key, Admin)).Outcome, Is.EqualTo(VaultOutcome.Changed));
        Assert.That((await vault.AddWebhookSecretAsync(merchant, WebhookSecret, Admin)).Outcome, Is.EqualTo(VaultOutcome.Changed));
    }

    private HelpdeskHost Start() => new(new StripeSimulator(), builder =>
    {
        builder.UseSqlite(file.Open()).UseKeptMerchants();
        builder.Services.AddSingleton<ISecretProtector>(protector);
    });
}
