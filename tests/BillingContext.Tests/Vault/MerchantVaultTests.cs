using BillingContext.Audit;
using BillingContext.Storage;
using BillingContext.Storage.Internal;
using BillingContext.Tests.Audit;
using BillingContext.Tests.Framework;
using BillingContext.Vault;

namespace BillingContext.Tests.Vault;

/// <summary>Who may change what, what is refused, and that nobody overrules another unseen.</summary>
public class MerchantVaultTests
{
    private static readonly MerchantId Acme = VaultDesk.Acme;
    private static readonly Actor Admin = VaultDesk.Admin;

    [Test]
    public async Task What_is_kept_can_be_seen_but_for_the_secrets()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        await VaultDesk.ChangedAsync(desk.Vault.AddAsync(new MerchantId("b"), VaultDesk.LiveKey, Admin, new StripeAccountId("acct_b")));

        var kept = (await desk.Vault.GetAsync(Acme))!;
        var page = await desk.Vault.ListAsync(limit: 1);

        Assert.That((kept.Scope, kept.Version), Is.EqualTo((new StripeScope(Acme, null, Livemode: false), 3L)));
        Assert.That(kept.Secrets.Select(secret => (secret.Kind, secret.LastFour, secret.Id, secret.KeptBy, secret.KeptAt)), Is.EqualTo(new[]
        {
            (SecretKind.ReadKey, "1111", "1", Admin, desk.Desk.Time.GetUtcNow()),
            (SecretKind.WriteKey, "3333", "2", Admin, desk.Desk.Time.GetUtcNow()),
            (SecretKind.WebhookSecret, "5555", "3", Admin, desk.Desk.Time.GetUtcNow()),
        }));
        Assert.That($"{kept}", Is.EqualTo("acme/own/test: ReadKey …1111, WriteKey …3333, WebhookSecret …5555"));
        Assert.That(page.Single().Scope.Merchant, Is.EqualTo(Acme));
        Assert.That((await desk.Vault.ListAsync(Acme)).Single().Scope, Is.EqualTo(new StripeScope(new MerchantId("b"), new StripeAccountId("acct_b"), Livemode: true)));
    }

    [Test]
    public async Task Every_change_is_on_the_log_with_kind_and_last_four()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        await desk.Vault.SetReadKeyAsync(Acme, VaultDesk.NewKey, Actor.Person("admin_2"));
        await desk.Vault.RemoveSecretAsync(Acme, "3", Admin);
        await desk.Vault.RemoveAsync(Acme, Admin);

        var lines = (await desk.Store.ReadAuditAsync(Acme, 0, 100, default)).Select(line => line.Read()).ToList();

        Assert.That(lines.Select(line => $"{line.Action} {line.Actor} {line.Reasons.Single().Message}"), Is.EqualTo(new[]
        {
            "merchant.added person:admin_1 It is kept with a read key that ends in 1111.",
            "secret.kept person:admin_1 A write key that ends in 3333 is kept.",
            "secret.kept person:admin_1 A webhook secret that ends in 5555 is kept, beside 0 others.",
            "secret.kept person:admin_2 A read key that ends in 2222 is kept, in the place of one that ended in 1111.",
            "secret.removed person:admin_1 The webhook secret that ends in 5555 is removed.",
            "merchant.removed person:admin_1 Its secrets are removed: write key …3333, read key …2222.",
        }));
        Assert.That(lines.Select(line => line.Scope), Is.All.EqualTo(new StripeScope(Acme, null, Livemode: false)));
    }

    [Test]
    public async Task What_is_so_already_changes_nothing_and_is_no_line()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();

        VaultResult[] results =
        [
            await desk.Vault.AddAsync(Acme, VaultDesk.OldKey, Admin),
            await desk.Vault.SetReadKeyAsync(Acme, VaultDesk.OldKey, Admin, seenVersion: 1),
            await desk.Vault.SetWriteKeyAsync(Acme, VaultDesk.WriteKey, Admin),
            await desk.Vault.AddWebhookSecretAsync(Acme, VaultDesk.OldSecret, Admin),
            await desk.Vault.RemoveAsync(new MerchantId("nobody"), Admin),
        ];

        Assert.That(results.Select(result => (result.Outcome, result.Code)), Is.All.EqualTo((VaultOutcome.Unchanged, "vault.unchanged")));
        Assert.That((await desk.Vault.GetAsync(Acme))!.Version, Is.EqualTo(3));
        Assert.That(await desk.Store.ReadAuditAsync(Acme, 0, 100, default), Has.Count.EqualTo(3));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        static TestCaseData Of(string code, string words, Func<IMerchantVault, Task<VaultResult>> change) => new TestCaseData(code, words, change).SetArgDisplayNames(code, words);
        var nobody = new MerchantId("nobody");
        return
        [
            Of("vault.merchant_exists", "remove it first", vault => vault.AddAsync(Acme, VaultDesk.NewKey, Admin)),
            Of("vault.merchant_exists", "another account", vault => vault.AddAsync(Acme, VaultDesk.OldKey, Admin, new StripeAccountId("acct_1"))),
            Of("vault.merchant_exists", "another account or mode", vault => vault.AddAsync(Acme, VaultDesk.LiveKey, Admin)),
            Of("vault.not_a_key", "The read key is empty", vault => vault.AddAsync(nobody, "", Admin)),
            Of("vault.not_a_key", "The read key is a webhook secret", vault => vault.SetReadKeyAsync(Acme, VaultDesk.NewSecret, Admin)),
            Of("vault.not_a_key", "The write key is a publishable key", vault => vault.SetWriteKeyAsync(Acme, "pk_test_canary_canary", Admin)),
            Of("vault.not_a_key", "without spaces", vault => vault.SetWriteKeyAsync(Acme, VaultDesk.NewKey + "\n", Admin)),
            Of("vault.wrong_mode", "The read key is a live key, and merchant 'acme' is kept for test mode", vault => vault.SetReadKeyAsync(Acme, VaultDesk.LiveKey, Admin)),
            Of("vault.wrong_mode", "The write key is a live key", vault => vault.SetWriteKeyAsync(Acme, VaultDesk.LiveKey, Admin)),
            Of("vault.not_a_webhook_secret", "can be guessed", vault => vault.AddWebhookSecretAsync(Acme, "whsec_canary", Admin)),
            Of("vault.not_a_webhook_secret", "is empty", vault => vault.AddWebhookSecretAsync(Acme, "whsec_", Admin)),
            Of("vault.merchant_unknown", "Add it with its read key first", vault => vault.SetReadKeyAsync(nobody, VaultDesk.NewKey, Admin)),
            Of("vault.merchant_unknown", "'nobody'", vault => vault.AddWebhookSecretAsync(nobody, VaultDesk.NewSecret, Admin)),
            Of("vault.merchant_unknown", "'nobody'", vault => vault.RemoveSecretAsync(nobody, "1", Admin)),
            Of("vault.secret_unknown", "no secret of this id", vault => vault.RemoveSecretAsync(Acme, "7", Admin)),
            Of("vault.read_key_needed", "without a read key", vault => vault.RemoveSecretAsync(Acme, "1", Admin)),
            Of("vault.changed_meanwhile", "Look again", vault => vault.SetReadKeyAsync(Acme, VaultDesk.NewKey, Admin, seenVersion: 2)),
            Of("vault.changed_meanwhile", "Look again", vault => vault.SetWriteKeyAsync(Acme, VaultDesk.NewKey, Admin, seenVersion: 4)),
            Of("vault.changed_meanwhile", "Look again", vault => vault.AddWebhookSecretAsync(Acme, VaultDesk.NewSecret, Admin, seenVersion: 0)),
            Of("vault.changed_meanwhile", "Look again", vault => vault.RemoveAsync(Acme, Admin, seenVersion: 1)),
        ];
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task What_cannot_be_right_is_refused_with_a_code_and_changes_nothing(string code, string words, Func<IMerchantVault, Task<VaultResult>> change)
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();

        var result = await change(desk.Vault);

        Assert.That((result.Outcome, result.Code), Is.EqualTo((VaultOutcome.Refused, code)));
        Assert.That(result.Message, Does.Contain(words).And.Not.Contain("canary"));
        Assert.That((await desk.Vault.GetAsync(Acme))!.Version, Is.EqualTo(3));
        Assert.That(await desk.Vault.ListAsync(), Has.Count.EqualTo(1));
        Assert.That(await desk.Store.ReadAuditAsync(Acme, 0, 100, default), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task More_than_eight_webhook_secrets_are_not_kept()
    {
        using var desk = new VaultDesk();
        await desk.AddAcmeAsync();
        for (var i = 2; i <= 8; i++)
        {
            await VaultDesk.ChangedAsync(desk.Vault.AddWebhookSecretAsync(Acme, $"{VaultDesk.NewSecret}{i}", Admin));
        }

        var ninth = await desk.Vault.AddWebhookSecretAsync(Acme, $"{VaultDesk.NewSecret}9", Admin);
        Assert.That((ninth.Outcome, ninth.Code), Is.EqualTo((VaultOutcome.Refused, "vault.too_many")));

        await VaultDesk.ChangedAsync(desk.Vault.RemoveSecretAsync(Acme, "3", Admin));
        await VaultDesk.ChangedAsync(desk.Vault.AddWebhookSecretAsync(Acme, $"{VaultDesk.NewSecret}9", Admin));
    }

    [Test]
    public async Task Only_a_person_changes_a_merchants_secrets()
    {
        using var desk = new VaultDesk();
        foreach (var actor in new[] { Actor.Assistant("bot"), Actor.Automation("rule") })
        {
            Assert.That(async () => await desk.Vault.AddAsync(Acme, VaultDesk.OldKey, actor), Throws.ArgumentException.With.Message.Contains($"{actor}"));
            Assert.That(async () => await desk.Vault.RemoveAsync(Acme, actor), Throws.ArgumentException);
        }

        Assert.That(async () => await desk.Vault.AddAsync(Acme, VaultDesk.OldKey, null!), Throws.ArgumentNullException);
        Assert.That(async () => await desk.Vault.RemoveSecretAsync(Acme, null!, Admin), Throws.ArgumentNullException);
        Assert.That(await desk.Vault.ListAsync(), Is.Empty);
    }

    [Test]
    public void Many_people_at_once_lose_nothing_of_each_other()
    {
        const int People = 8;
        using var desk = new VaultDesk();
        using var start = new Barrier(People);
        var results = new VaultResult[People];
        desk.Vault.AddAsync(Acme, VaultDesk.OldKey, Admin).GetAwaiter().GetResult();

        var threads = Enumerable.Range(0, People).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            results[i] = desk.Vault.AddWebhookSecretAsync(Acme, $"{VaultDesk.NewSecret}{i}", Actor.Person($"admin_{i}")).GetAwaiter().GetResult();
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        var kept = desk.Vault.GetAsync(Acme).GetAwaiter().GetResult()!;
        var log = desk.Store.ReadAuditAsync(Acme, 0, 100, default).AsTask().GetAwaiter().GetResult();
        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(VaultOutcome.Changed));
        Assert.That(kept.Secrets.Count(secret => secret.Kind == SecretKind.WebhookSecret), Is.EqualTo(People));
        Assert.That(kept.Secrets.Select(secret => secret.Id).Distinct().Count(), Is.EqualTo(People + 1));
        Assert.That((kept.Version, log.Count), Is.EqualTo((1L + People, 1 + People)));
    }

    [TestCase(null, VaultOutcome.Changed, "2222", "in the place of one that ended in 3333")]
    [TestCase(1L, VaultOutcome.Refused, "3333", null)]
    public async Task Of_two_who_set_a_key_at_once_the_second_knows_of_the_first(long? seen, VaultOutcome outcome, string lastFour, string? told)
    {
        Func<Task>? meanwhile = null;
        using var desk = new VaultDesk(store: StoreProxy.Of(new InMemoryBillingStore(new AuditChain()), method =>
        {
            if (method == nameof(IBillingStore.CommitAsync) && meanwhile is { } other)
            {
                meanwhile = null;
                other().GetAwaiter().GetResult();
            }
        }));
        await desk.Vault.AddAsync(Acme, VaultDesk.OldKey, Admin);
        meanwhile = () => desk.Vault.SetReadKeyAsync(Acme, VaultDesk.WriteKey, Actor.Person("admin_2"), seen);

        var result = await desk.Vault.SetReadKeyAsync(Acme, VaultDesk.NewKey, Admin, seen);

        Assert.That(result.Outcome, Is.EqualTo(outcome));
        Assert.That(result.Merchant!.Secrets.Single().LastFour, Is.EqualTo(lastFour));
        var last = (await desk.Store.ReadAuditAsync(Acme, 0, 100, default))[^1].Read();
        Assert.That(last.Reasons.Single().Message, told is null ? Does.Contain("3333").And.Not.Contain("2222") : Does.Contain(told));
    }

    [Test]
    public async Task A_change_whose_commit_was_lost_on_the_way_back_is_found_when_it_is_made_again()
    {
        using var desk = new VaultDesk();
        await desk.Vault.AddAsync(Acme, VaultDesk.OldKey, Admin);
        await VaultDesk.ChangedAsync(desk.Vault.SetReadKeyAsync(Acme, VaultDesk.NewKey, Admin, seenVersion: 1));

        var again = await desk.Vault.SetReadKeyAsync(Acme, VaultDesk.NewKey, Admin, seenVersion: 1);

        Assert.That(again.Outcome, Is.EqualTo(VaultOutcome.Unchanged));
    }

    [Test]
    public async Task A_store_that_is_away_is_said_and_nothing_of_the_secret()
    {
        using var desk = new VaultDesk(store: new ListStore([]));

        var failure = await Assert.ThrowsAsync<BillingException>(() => desk.Vault.AddAsync(Acme, VaultDesk.OldKey, Admin));

        Assert.That(failure!.Code, Is.EqualTo("store.unavailable"));
        Assert.That(failure.ToString(), Does.Not.Contain("canary"));
    }
}
