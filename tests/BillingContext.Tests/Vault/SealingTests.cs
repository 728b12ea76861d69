using System.Text.Json;
using BillingContext.Audit;
using BillingContext.Storage;
using BillingContext.Storage.Internal;
using BillingContext.Tests.Framework;
using BillingContext.Tests.Telemetry;
using BillingContext.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BillingContext.Tests.Vault;

/// <summary>What somebody with the database can do, what a lost key does, and that no secret comes out anywhere.</summary>
public class SealingTests
{
    private static readonly MerchantId Acme = VaultDesk.Acme;
    private static readonly MerchantId Other = new("other");
    private static readonly Actor Admin = VaultDesk.Admin;

    private static IEnumerable<TestCaseData> Moves()
    {
        static TestCaseData Of(string what, Func<KeptCredentials, KeptCredentials, KeptCredentials> move) => new TestCaseData(move).SetArgDisplayNames(what);
        return
        [
            Of("all of another merchant's secrets", (mine, theirs) => mine with { Secrets = theirs.Secrets }),
            Of("another merchant's read key", (mine, theirs) => mine with { Secrets = [Find(theirs, SecretKind.ReadKey), .. mine.Secrets.Skip(1)] }),
            Of("another merchant's text under the label there was", (mine, theirs) => mine with { Secrets = [Find(mine, SecretKind.ReadKey) with { Text = Find(theirs, SecretKind.ReadKey).Text }, .. mine.Secrets.Skip(1)] }),
            Of("another merchant's webhook secret beside", (mine, theirs) => mine with { Secrets = [.. mine.Secrets, Find(theirs, SecretKind.WebhookSecret)] }),
            Of("the account of another", (mine, theirs) => mine with { Scope = mine.Scope with { Account = new StripeAccountId("acct_2") } }),
            Of("the other mode", (mine, theirs) => mine with { Scope = mine.Scope with { Livemode = true } }),
            Of("the write key as the one that reads", (mine, theirs) => mine with { Secrets = [.. mine.Secrets.Skip(1).Select(secret => secret.Shown.Kind == SecretKind.WriteKey ? Labelled(secret, SecretKind.ReadKey) : secret)] }),
            Of("the read key as one that writes", (mine, theirs) => mine with { Secrets = [mine.Secrets[0], Labelled(mine.Secrets[0], SecretKind.WriteKey)] }),
            Of("a key as a webhook secret", (mine, theirs) => mine with { Secrets = [.. mine.Secrets, Labelled(mine.Secrets[0], SecretKind.WebhookSecret)] }),
            Of("a webhook secret as a key", (mine, theirs) => mine with { Secrets = [Labelled(Find(mine, SecretKind.WebhookSecret), SecretKind.ReadKey)] }),
            Of("no read key", (mine, theirs) => mine with { Secrets = [.. mine.Secrets.Skip(1)] }),
            Of("another last four", (mine, theirs) => mine with { Secrets = [mine.Secrets[0] with { Shown = mine.Secrets[0].Shown with { LastFour = "9999" } }] }),
            Of("one letter of the text", (mine, theirs) => mine with { Secrets = [mine.Secrets[0] with { Text = mine.Secrets[0].Text.Replace(mine.Secrets[0].Text[20], mine.Secrets[0].Text[20] == 'A' ? 'B' : 'A') }] }),
            Of("no text", (mine, theirs) => mine with { Secrets = [mine.Secrets[0] with { Text = "" }] }),
        ];
    }

    [TestCaseSource(nameof(Moves))]
    public async Task What_was_moved_or_altered_does_not_decrypt_and_takes_nobody_else_along(Func<KeptCredentials, KeptCredentials, KeptCredentials> move)
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        await AddOtherAsync(desk);
        var theirs = (await desk.Store.GetCredentialsAsync(Other, default))!;

        await desk.RewriteAsync(Acme, mine => move(mine, theirs));

        var failure = await Assert.ThrowsAsync<BillingException>(() => desk.ReadAsync());
        Assert.That(failure!.Code, Is.EqualTo("vault.unreadable"));
        Assert.That(failure.Message, Does.Contain("'acme'").And.Contain("key ring").And.Contain("IMerchantVault"));
        Assert.That(failure.ToString(), Does.Not.Contain("canary"));
        Assert.That(desk.Stripe.Requests, Is.Empty);
        Assert.That((await desk.ReadAsync(Other)).Payments, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_store_that_gives_another_merchants_record_is_not_believed()
    {
        var inner = new InMemoryBillingStore(new AuditChain());
        using var desk = new VaultDesk(store: StoreProxy.Of(inner, _ => { }));
        await desk.AddAcmeAsync();
        using var confused = new VaultDesk(builder => builder.Services.AddSingleton<ISecretProtector>(desk.Protector), Confused.Over(inner));

        Assert.That(async () => await confused.ReadAsync(Other), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("vault.unreadable").And.Message.Contains("'other'"));
        Assert.That(await confused.Desk.Get<IMerchantCredentialsProvider>().FindAsync(new StripeAccountId("acct_7"), livemode: true, default), Is.Null);
    }

    [Test]
    public async Task A_lost_key_closes_the_merchant_until_each_secret_is_set_anew()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        desk.Protector.LoseKey();
        await AddOtherAsync(desk);

        Assert.That(async () => await desk.ReadAsync(), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("vault.unreadable"));
        Assert.That((await desk.ReadAsync(Other)).Payments, Has.Count.EqualTo(1));

        // What cannot be read is not known to be the same: the very key mends it.
        await VaultDesk.ChangedAsync(desk.Vault.SetReadKeyAsync(Acme, VaultDesk.OldKey, Admin));
        await VaultDesk.ChangedAsync(desk.Vault.SetWriteKeyAsync(Acme, VaultDesk.WriteKey, Admin));
        Assert.That(async () => await desk.ReadAsync(), Throws.InstanceOf<BillingException>().With.Message.Contains("webhook secret"), "Half a merchant is none.");
        await VaultDesk.ChangedAsync(desk.Vault.AddWebhookSecretAsync(Acme, VaultDesk.OldSecret, Admin));
        await VaultDesk.ChangedAsync(desk.Vault.RemoveSecretAsync(Acme, "3", Admin));

        Assert.That((await desk.ReadAsync()).Payments, Has.Count.EqualTo(1));
    }

    [TestCase("throws")]
    [TestCase("gives back the secret")]
    [TestCase("forgets the secret")]
    [TestCase("cannot decrypt")]
    public async Task What_cannot_be_encrypted_is_not_kept(string how)
    {
        using var desk = new VaultDesk(builder => builder.Services.AddSingleton<ISecretProtector>(new Faulty(how)));

        var failure = await Assert.ThrowsAsync<BillingException>(() => desk.Vault.AddAsync(Acme, VaultDesk.OldKey, Admin));

        Assert.That(failure!.Code, Is.EqualTo("vault.not_protected"));
        Assert.That(failure.Message, Does.Contain("'acme'").And.Contain("ISecretProtector").And.Not.Contain("canary"));
        Assert.That(await desk.Store.GetCredentialsAsync(Acme, default), Is.Null);
        Assert.That(await desk.Store.ReadAuditAsync(Acme, 0, 10, default), Is.Empty);
    }

    [Test]
    public void Who_stops_waiting_hears_that_and_no_error_of_ours()
    {
        using var desk = new VaultDesk(builder => builder.Services.AddSingleton<ISecretProtector>(new Faulty("throws")));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.That(async () => await desk.Vault.AddAsync(Acme, VaultDesk.OldKey, Admin, null, stopped.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task No_secret_comes_out_anywhere()
    {
        var log = new LogLines();
        using var desk = new VaultDesk(builder => builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        await desk.AddAcmeAsync();
        await AddOtherAsync(desk);
        List<object?> seen =
        [
            await desk.Vault.SetReadKeyAsync(Acme, VaultDesk.NewKey, Admin), await desk.Vault.SetReadKeyAsync(Acme, VaultDesk.LiveKey, Admin), await desk.Vault.AddWebhookSecretAsync(Acme, VaultDesk.OldSecret, Admin),
            await desk.Vault.GetAsync(Acme), await desk.Vault.ListAsync(), await desk.Store.GetCredentialsAsync(Acme, default), await desk.Store.ListCredentialsAsync(null, 10, default),
            (await desk.Store.GetCredentialsAsync(Acme, default))!.Secrets[0],
            await desk.Store.ReadAuditAsync(Acme, 0, 100, default), await desk.Desk.Get<IMerchantCredentialsProvider>().GetAsync(Acme, default), desk.Vault, desk.Desk.Get<IMerchantCredentialsProvider>(),
        ];
        await desk.ReadAsync();
        desk.Protector.LoseKey();
        seen.Add((await Assert.ThrowsAsync<BillingException>(() => desk.ReadAsync()))!.ToString());

        var options = new JsonSerializerOptions { IncludeFields = true };
        var printed = seen.SelectMany(one => new[] { $"{one}", one is BillingException ? "" : JsonSerializer.Serialize(one, one!.GetType(), options) });

        Assert.That(printed.Concat(log.All), Is.All.Not.Contains("canary"));
        Assert.That(log.All, Has.Some.Contains("VaultChanged").And.Some.Contains("ReadKey"));
        Assert.That(JsonSerializer.Serialize(await desk.Store.GetCredentialsAsync(Acme, default)), Does.Not.Contain((await desk.Store.GetCredentialsAsync(Acme, default))!.Secrets[0].Text), "Nor the protected text.");
    }

    [Test]
    public void Credentials_made_from_others_are_the_same()
    {
        var kept = new MerchantCredentials(Acme, StripeApiKey.Parse(VaultDesk.OldKey), StripeApiKey.Parse(VaultDesk.WriteKey))
        {
            Account = new StripeAccountId("acct_1"),
            WebhookSecrets = [WebhookSecret.Parse(VaultDesk.OldSecret)],
            EnableRefunds = true,
            EnableCancellations = true,
            RefundLimits = [],
            AllowOwnApproval = true,
            OrderReferenceKeys = ["order_id"],
            DestinationChargeRefunds = DestinationChargeRefunds.PlatformPays,
        };

        var copy = new MerchantCredentials(kept);

        foreach (var property in typeof(MerchantCredentials).GetProperties())
        {
            Assert.That(property.GetValue(copy), Is.EqualTo(property.GetValue(kept)).And.Not.Null.And.Not.EqualTo(false).Or.InstanceOf<StripeScope>(), property.Name);
        }
    }

    private static async Task AddOtherAsync(VaultDesk desk)
    {
        await VaultDesk.ChangedAsync(desk.Vault.AddAsync(Other, VaultDesk.NewKey, Admin));
        await VaultDesk.ChangedAsync(desk.Vault.AddWebhookSecretAsync(Other, VaultDesk.NewSecret, Admin));
    }

    private static ProtectedSecret Find(KeptCredentials kept, SecretKind kind) => kept.Secrets.Single(secret => secret.Shown.Kind == kind);

    private static ProtectedSecret Labelled(ProtectedSecret secret, SecretKind kind) => secret with { Shown = secret.Shown with { Kind = kind } };

    /// <summary>A host's protector that is none.</summary>
    private sealed class Faulty(string how) : ISecretProtector
    {
        public ValueTask<string> ProtectAsync(StripeScope scope, SecretKind kind, string secret, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return how switch
            {
                "throws" => throw new IOException("The key service is away."),
                "gives back the secret" => new($"<{secret}>"),
                _ => new("something"),
            };
        }

        public ValueTask<string> UnprotectAsync(StripeScope scope, SecretKind kind, string protectedText, CancellationToken cancellationToken) =>
            how == "cannot decrypt" ? throw new System.Security.Cryptography.CryptographicException("The key was revoked.") : new(protectedText.Trim('<', '>'));
    }

    /// <summary>A host's store that mixes merchants up.</summary>
    public class Confused : System.Reflection.DispatchProxy
    {
        private IBillingStore inner = null!;

        internal static IBillingStore Over(IBillingStore inner)
        {
            var store = Create<IBillingStore, Confused>();
            ((Confused)(object)store).inner = inner;
            return store;
        }

        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IBillingStore.GetCredentialsAsync) => targetMethod.Invoke(inner, [Acme, CancellationToken.None]),
            nameof(IBillingStore.FindCredentialsAsync) => typeof(IBillingStore).GetMethod(nameof(IBillingStore.ListCredentialsAsync))!.Invoke(inner, [null, 1, CancellationToken.None]),
            _ => targetMethod.Invoke(inner, args),
        };
    }
}
