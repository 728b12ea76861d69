using BillingContext.Storage;
using BillingContext.Vault;

namespace BillingContext.Tests.Storage;

/// <summary>What every store must do for the merchants' protected secrets.</summary>
internal abstract class CredentialsContract : InboxContract
{
    [Test]
    public async Task Nobodys_secrets_are_kept_at_first()
    {
        Assert.That(await Store.GetCredentialsAsync(Acme, default), Is.Null);
        Assert.That(await Store.FindCredentialsAsync(null, livemode: false, 10, default), Is.Empty);
        Assert.That(await Store.ListCredentialsAsync(null, 10, default), Is.Empty);
    }

    [Test]
    public async Task Every_field_of_a_merchants_secrets_survives()
    {
        var kept = new KeptCredentials
        {
            Scope = new StripeScope(Acme, new StripeAccountId("acct_1"), Livemode: true),
            Secrets =
            [
                Some.Secret(SecretKind.ReadKey, "1.1") with { Text = "p1 +/=\"'\\ é" },
                Some.Secret(SecretKind.WriteKey, "1.2"),
                Some.Secret(SecretKind.WebhookSecret, "1.3"),
            ],
        };

        await ApplyAsync(new StoreBatch { Credentials = kept });

        var read = (await Store.GetCredentialsAsync(Acme, default))!;
        Assert.That(read.Secrets, Is.EqualTo(kept.Secrets));
        Assert.That(read, Is.EqualTo(kept with { Version = 1, Secrets = read.Secrets }));
        Assert.That((await Store.FindCredentialsAsync(new StripeAccountId("acct_1"), livemode: true, 1, default)).Single().Secrets, Is.EqualTo(kept.Secrets));
        Assert.That((await Store.ListCredentialsAsync(null, 1, default)).Single().Secrets, Is.EqualTo(kept.Secrets));
        Assert.That(LeftOut(read), Is.EqualTo(new[] { nameof(KeptCredentials.IsAltered) }), "a store finds that, and keeps none");
        Assert.That(LeftOut(read.Secrets[0].Shown), Is.Empty);
    }

    [Test]
    public async Task A_merchants_secrets_are_rewritten_on_their_version()
    {
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials() });

        Assert.That(await Store.CommitAsync(new StoreBatch { Credentials = Some.Credentials() }, default), Is.EqualTo(StoreCommit.Conflict));
        Assert.That(await Store.CommitAsync(new StoreBatch { Credentials = Some.Credentials() with { Version = 2 } }, default), Is.EqualTo(StoreCommit.Conflict));
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials() with { Version = 1, Secrets = [Some.Secret(SecretKind.ReadKey, "2.1")] } });

        var read = (await Store.GetCredentialsAsync(Acme, default))!;
        Assert.That((read.Version, read.Secrets.Single().Shown.Id), Is.EqualTo((2L, "2.1")));
    }

    [Test]
    public async Task Merchants_are_found_by_account_and_mode()
    {
        var account = new StripeAccountId("acct_1");
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials(Some.Scope("own")) });
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials(Some.Scope("live") with { Livemode = true }) });
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials(Some.Scope("c") with { Account = account }) });
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials(Some.Scope("B") with { Account = account }) });

        async Task<IEnumerable<string>> FindAsync(StripeAccountId? of, bool livemode, int limit = 10) =>
            (await Store.FindCredentialsAsync(of, livemode, limit, default)).Select(kept => kept.Scope.Merchant.Value);

        Assert.That(await FindAsync(null, false), Is.EqualTo(new[] { "own" }));
        Assert.That(await FindAsync(null, true), Is.EqualTo(new[] { "live" }));
        Assert.That(await FindAsync(account, false), Is.EqualTo(new[] { "B", "c" }));
        Assert.That(await FindAsync(account, false, 1), Is.EqualTo(new[] { "B" }));
        Assert.That(await FindAsync(account, true), Is.Empty);
        Assert.That(await FindAsync(new StripeAccountId("acct_2"), false), Is.Empty);
    }

    [Test]
    public async Task Merchants_are_listed_page_by_page()
    {
        foreach (var merchant in new[] { "b", "default", "B", "a.1", "a", "a:1" })
        {
            await ApplyAsync(new StoreBatch { Credentials = Some.Credentials(Some.Scope(merchant)) });
        }

        var listed = new List<string>();
        while (await Store.ListCredentialsAsync(listed.Count == 0 ? null : new MerchantId(listed[^1]), 4, default) is { Count: > 0 } page)
        {
            listed.AddRange(page.Select(kept => kept.Scope.Merchant.Value));
        }

        Assert.That(listed, Is.EqualTo(new[] { "B", "a", "a.1", "a:1", "b", "default" }));
    }

    [Test]
    public async Task A_merchant_that_was_removed_is_neither_found_nor_listed_and_its_version_goes_on()
    {
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials() });
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials() with { Version = 1, Secrets = [] } });

        Assert.That(await Store.GetCredentialsAsync(Acme, default), Has.Property("Version").EqualTo(2).And.Property("IsRemoved").True);
        Assert.That(await Store.FindCredentialsAsync(null, livemode: false, 10, default), Is.Empty);
        Assert.That(await Store.ListCredentialsAsync(null, 10, default), Is.Empty);
        Assert.That(await Store.CommitAsync(new StoreBatch { Credentials = Some.Credentials() }, default), Is.EqualTo(StoreCommit.Conflict));
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials(Some.Scope() with { Livemode = true }) with { Version = 2 } });
        Assert.That(await Store.FindCredentialsAsync(null, livemode: true, 10, default), Has.Count.EqualTo(1));
    }
}
