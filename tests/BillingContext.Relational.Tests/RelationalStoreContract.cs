using System.Data.Common;
using System.Text.Json;
using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Relational.Internal;
using BillingContext.Relational.Internal.Bodies;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Tests.Storage;
using NUnit.Framework.Constraints;

namespace BillingContext.Relational.Tests;

/// <summary>What both databases must do beyond the contract of every store.</summary>
internal abstract class RelationalStoreContract : BillingStoreContract
{
    private static readonly string[] Tables = ["schema", "merchants", "intents", "ledgers", "cancellations", "subscription_ledgers", "receipts", "changes", "audit", "credentials"];

    private readonly List<RelationalBillingStore> stores = [];

    protected abstract Dialect Dialect { get; }

    /// <summary>Another way to the test's database, as another node would have.</summary>
    protected abstract DbDataSource Connect();

    protected override ValueTask<IBillingStore> CreateAsync(AuditChain chain) => new(StoreOn(Connect()));

    protected IBillingStore StoreOn(DbDataSource source, IReadOnlyList<SchemaUpgrade>? upgrades = null)
    {
        var store = new RelationalBillingStore(source, Dialect, Chain, upgrades: upgrades);
        stores.Add(store);
        return store;
    }

    [TearDown]
    public void CloseStores() => stores.ForEach(store => store.Dispose());

    [Test]
    public async Task Ten_nodes_start_at_once_on_an_empty_database()
    {
        var nodes = Enumerable.Range(0, 10).Select(_ => StoreOn(Connect())).ToList();

        var commits = OnThreads(nodes.Count, i => nodes[i].CommitAsync(new StoreBatch { Audit = [Some.Line($"t{i}")], Change = Some.Change() }, default).AsTask());

        Assert.That(commits, Is.All.EqualTo(StoreCommit.Applied));
        Assert.That(Connect().Count("SELECT version FROM billingcontext_schema"), Is.EqualTo(SchemaUpgrades.All.Count));
        await VerifyAuditAsync(nodes.Count);
    }

    [Test]
    public async Task Nodes_that_write_at_once_lose_nothing()
    {
        const int Each = 25;
        var nodes = Enumerable.Range(0, 4).Select(_ => StoreOn(Connect())).ToList();

        OnThreads(nodes.Count * 2, async thread =>
        {
            var node = nodes[thread % nodes.Count];
            for (var i = 0; i < Each; i++)
            {
                var id = $"t{thread}.{i}";
                while (await node.CommitAsync(
                    new StoreBatch
                    {
                        Intent = Some.Intent(id),
                        Ledger = await node.GetPaymentLedgerAsync(Some.Scope(), Some.Payment, default),
                        Receipt = Some.Receipt(id),
                        Change = Some.Change(id),
                        Audit = [Some.Line(id)],
                    },
                    default) == StoreCommit.Conflict)
                {
                }
            }

            return true;
        });

        var all = nodes.Count * 2 * Each;
        var ledger = await LedgerAsync();
        Assert.That((ledger.Version, ledger.Intents.Count), Is.EqualTo(((long)all, all)));
        Assert.That((await Store.ReadChangesAsync(Acme, 0, 1000, default)).Select(change => change.Sequence), Is.EqualTo(Enumerable.Range(1, all)));
        await VerifyAuditAsync(all);
    }

    [Test]
    public async Task A_node_that_starts_later_finds_everything()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Ledger = await LedgerAsync(), Receipt = Some.Receipt(), Change = Some.Change(), Audit = [Some.Line()] });

        var later = StoreOn(Connect());

        Assert.That(await later.GetRefundIntentAsync(Acme, "t1", default), Is.EqualTo(Some.Intent() with { Version = 1 }));
        Assert.That((await later.GetPaymentLedgerAsync(Some.Scope(), Some.Payment, default)).Version, Is.EqualTo(1));
        Assert.That(await later.CommitAsync(new StoreBatch { Receipt = Some.Receipt() }, default), Is.EqualTo(StoreCommit.Conflict));
        Assert.That(await later.CommitAsync(new StoreBatch { Audit = [Some.Line()] }, default), Is.EqualTo(StoreCommit.Applied));
        await VerifyAuditAsync(2);
    }

    [Test]
    public void A_newer_schema_is_left_alone()
    {
        Connect().Execute("CREATE TABLE billingcontext_schema (id INTEGER NOT NULL PRIMARY KEY, version INTEGER NOT NULL)");
        var newer = SchemaUpgrades.All.Count + 1;
        Connect().Execute($"INSERT INTO billingcontext_schema VALUES (1, {newer})");

        Assert.That(
            async () => await Store.CommitAsync(new StoreBatch { Audit = [Some.Line()] }, default),
            Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("store.newer_schema").And.Message.Contains($"version {newer}"));
        Assert.That(async () => await Store.GetRefundIntentAsync(Acme, "t1", default), Throws.InstanceOf<BillingException>());
        Assert.That(() => Connect().Execute("SELECT 1 FROM billingcontext_merchants"), Throws.InstanceOf<DbException>(), "Nothing was made beside it.");
    }

    [Test]
    public async Task An_older_schema_is_upgraded_and_keeps_what_it_held()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Audit = [Some.Line()] });
        SchemaUpgrade[] upgrades = [.. SchemaUpgrades.All, _ => "CREATE TABLE billingcontext_more (id INTEGER); INSERT INTO billingcontext_more VALUES (7)"];
        var nodes = Enumerable.Range(0, 10).Select(_ => StoreOn(Connect(), upgrades)).ToList();

        var found = OnThreads(nodes.Count, i => nodes[i].GetRefundIntentAsync(Acme, "t1", default).AsTask());

        Assert.That(found, Is.All.Not.Null);
        Assert.That(Connect().Count("SELECT COUNT(*) FROM billingcontext_more"), Is.EqualTo(1), "Once.");
        Assert.That(Connect().Count("SELECT version FROM billingcontext_schema"), Is.EqualTo(upgrades.Length));
        Assert.That(async () => await StoreOn(Connect()).GetRefundIntentAsync(Acme, "t1", default), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("store.newer_schema"));
    }

    [Test]
    public async Task What_was_recorded_before_there_were_limits_is_counted_by_them()
    {
        const int BeforeLimits = 3;
        await StoreOn(Connect(), [.. SchemaUpgrades.All.Take(BeforeLimits)]).GetChangeSequenceAsync(Acme, default);
        var older = Connect();
        foreach (var (id, at) in new[] { ("old", Some.Now), ("altered", Some.Now), ("new", Some.Now.AddHours(1)) })
        {
            var body = id == "altered" ? "not JSON" : JsonSerializer.Serialize(IntentBody.Of(Some.Intent(id) with { Version = 1, CreatedAt = at, State = RefundState.NeedsApproval, DueAt = at }), BodyJson.Default.IntentBody);
            older.Execute($"INSERT INTO billingcontext_intents VALUES ('acme', '{id}', '{Ids.KeyOf(Some.Scope())}', 'pi_1', 1, 1, '{body}')");
        }

        var counted = await Store.ListRefundsSinceAsync(Some.Scope(), Some.Now.AddMinutes(30), default);

        Assert.That(counted.Select(intent => intent.RequestId), Is.EqualTo(new[] { "new" }));
        Assert.That((await Store.ListRefundsSinceAsync(Some.Scope(), Some.Now.AddSeconds(-1), default)).Select(intent => intent.RequestId), Is.EquivalentTo(new[] { "old", "new" }));
        Assert.That(await Store.ListRefundApprovalsAsync(Acme, 10, default), Has.Count.EqualTo(2));
        Assert.That(await Store.GetMerchantGuardAsync(Acme, default), Is.EqualTo(new MerchantGuard(Acme, 0)));
    }

    [Test]
    public async Task A_failed_upgrade_leaves_nothing_and_is_tried_again()
    {
        var isBroken = true;
        SchemaUpgrade[] upgrades = [.. SchemaUpgrades.All, _ => isBroken ? "CREATE TABLE billingcontext_more (id INTEGER); SELECT 1 FROM nowhere" : "SELECT 1"];
        var store = StoreOn(Connect(), upgrades);
        Assert.That(async () => await store.GetChangeSequenceAsync(Acme, default), Throws.InstanceOf<DbException>());
        Assert.That(() => Connect().Execute("SELECT 1 FROM billingcontext_more"), Throws.InstanceOf<DbException>(), "All or nothing.");

        isBroken = false;

        Assert.That(await store.CommitAsync(new StoreBatch { Change = Some.Change() }, default), Is.EqualTo(StoreCommit.Applied));
        Assert.That(await store.GetChangeSequenceAsync(Acme, default), Is.EqualTo(1));
    }

    [Test]
    public async Task A_database_that_comes_back_is_used_again()
    {
        var isDown = true;
        var store = StoreOn(new WatchedSource(Connect(), _ =>
        {
            if (isDown)
            {
                throw new IOException("Down.");
            }
        }));
        var waiting = OnThreads(4, async i =>
        {
            try
            {
                return await store.GetChangeSequenceAsync(Acme, default);
            }
            catch (IOException)
            {
                return -1;
            }
        });
        Assert.That(waiting, Is.All.EqualTo(-1), "Who waited for another's attempt hears of a failure of their own.");

        isDown = false;

        Assert.That(await store.CommitAsync(new StoreBatch { Change = Some.Change() }, default), Is.EqualTo(StoreCommit.Applied));
    }

    [TestCaseSource(nameof(Tables))]
    public async Task A_table_dropped_by_hand_is_not_made_anew(string table)
    {
        var batch = new StoreBatch
        {
            Intent = Some.Intent(),
            Ledger = await LedgerAsync(),
            Cancellation = Some.Cancellation(),
            SubscriptionLedger = await Store.GetSubscriptionLedgerAsync(Some.Scope(), Some.Subscription, default),
            Receipt = Some.Receipt(),
            Change = Some.Change(),
            Audit = [Some.Line()],
            Credentials = Some.Credentials(),
        };
        await ApplyAsync(batch);
        Connect().Execute($"DROP TABLE billingcontext_{table}");
        var next = batch with
        {
            Intent = Some.Intent("t2"),
            Ledger = batch.Ledger! with { Version = 1 },
            Cancellation = Some.Cancellation("c2"),
            SubscriptionLedger = batch.SubscriptionLedger! with { Version = 1 },
            Receipt = Some.Receipt("evt_2"),
            Credentials = Some.Credentials(Some.Scope("other")),
        };

        Assert.That(
            async () => await StoreOn(Connect()).CommitAsync(next, default), Throws.InstanceOf<DbException>());

        Assert.That(() => Connect().Execute($"SELECT 1 FROM billingcontext_{table}"), Throws.InstanceOf<DbException>());
        foreach (var other in new[] { "intents", "ledgers", "cancellations", "subscription_ledgers", "receipts", "changes", "audit", "credentials" }.Except([table]))
        {
            Assert.That(Connect().Count($"SELECT COUNT(*) FROM billingcontext_{other}"), Is.EqualTo(1), $"Nothing was written to {other}.");
        }
    }

    [Test]
    public async Task An_emptied_schema_table_is_said()
    {
        await ApplyAsync(new StoreBatch { Change = Some.Change() });
        Connect().Execute("DELETE FROM billingcontext_schema");

        Assert.That(async () => await StoreOn(Connect()).GetChangeSequenceAsync(Acme, default), Altered("billingcontext_schema"));
    }

    [TestCase("'garbage'")]
    [TestCase("''")]
    [TestCase("'null'")]
    [TestCase("'{}'")]
    [TestCase("REPLACE(body, '\"t1\"', '\"t9\"')")]
    [TestCase("REPLACE(body, '\"acme\"', '\"other\"')")]
    [TestCase("REPLACE(body, '\"pi_1\"', '\"pi_9\"')")]
    [TestCase("REPLACE(body, '\"pi_1\"', '\"no id\"')")]
    [TestCase("REPLACE(body, '\"version\":1', '\"version\":3')")]
    [TestCase("REPLACE(body, '\"InProgress\"', '\"Paid\"')")]
    [TestCase("REPLACE(body, '\"USD\"', '\"dollars\"')")]
    [TestCase("REPLACE(body, '\"hash\"', 'null')")]
    public async Task An_altered_request_is_said_with_table_and_key(string body)
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent() with { DueAt = Some.Now } });
        Assert.That(Connect().Execute($"UPDATE billingcontext_intents SET body = {body} WHERE body <> {body}"), Is.EqualTo(1));
        ContainsConstraint Said() => Altered("Table billingcontext_intents, merchant acme, request t1: ");

        Assert.That(async () => await LedgerAsync(), Said());
        if (!body.Contains("pi_9", StringComparison.Ordinal))
        {
            Assert.That(async () => await Store.GetRefundIntentAsync(Acme, "t1", default), Said());
            Assert.That(async () => await Store.ListOpenRefundsAsync(null, DateTimeOffset.MaxValue, 10, default), Said());
        }
    }

    [Test]
    public async Task An_altered_request_does_not_keep_others_from_being_settled()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent() with { DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("t2") with { DueAt = Some.Now } });
        Connect().Execute("UPDATE billingcontext_intents SET body = 'garbage' WHERE request_id = 't1'");

        Assert.That((await Store.ListOpenRefundsAsync(null, DateTimeOffset.MaxValue, 10, default)).Single().RequestId, Is.EqualTo("t2"));
    }

    [Test]
    public async Task Altered_receipts_changes_and_lines_are_noticed()
    {
        await ApplyAsync(new StoreBatch { Receipt = Some.Receipt(), Change = Some.Change(), Audit = [Some.Line()] });
        var line = (await Store.ReadAuditAsync(Acme, 0, 1, default)).Single();
        var source = Connect();
        source.Execute("UPDATE billingcontext_receipts SET body = 'garbage'");
        source.Execute("UPDATE billingcontext_changes SET body = REPLACE(body, '\"sequence\":1', '\"sequence\":2')");
        source.Execute("UPDATE billingcontext_audit SET body = REPLACE(body, '\"t1\"', '\"t2\"')");

        Assert.That(async () => await Store.GetWebhookReceiptAsync(Some.Scope(), "evt_1", default), Altered("evt_1"));
        Assert.That(async () => await Store.ReadChangesAsync(Acme, 0, 10, default), Altered("sequence 1"));
        Assert.That(Chain.Follows(Acme, AuditAnchor.Start, line));
        Assert.That(Chain.Follows(Acme, AuditAnchor.Start, (await Store.ReadAuditAsync(Acme, 0, 1, default)).Single()), Is.False);
    }

    [TestCase("merchant = 'other'")]
    [TestCase("version = 2")]
    [TestCase("scope = 'acct_2/test'")]
    [TestCase("scope = '/live'")]
    [TestCase("scope = NULL")]
    [TestCase("body = 'garbage'")]
    [TestCase("body = REPLACE(body, '\"acme\"', '\"other\"')")]
    [TestCase("body = REPLACE(body, '\"ReadKey\"', '\"AnyKey\"')")]
    [TestCase("version = 0, body = REPLACE(body, '\"version\":1', '\"version\":0')")]
    public async Task A_merchants_secrets_that_are_not_those_of_their_row_are_not_read(string change)
    {
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials() });

        Assert.That(Connect().Execute($"UPDATE billingcontext_credentials SET {change}"), Is.EqualTo(1));

        var merchant = change.StartsWith("merchant", StringComparison.Ordinal) ? new MerchantId("other") : Acme;
        Assert.That(async () => await Store.GetCredentialsAsync(merchant, default), Altered($"Table billingcontext_credentials, merchant {merchant}: "));
    }

    [Test]
    public async Task One_merchants_altered_secrets_do_not_hide_the_others()
    {
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials() });
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials(Some.Scope("other")) });
        await ApplyAsync(new StoreBatch { Credentials = Some.Credentials(Some.Scope("third")) });
        Connect().Execute("UPDATE billingcontext_credentials SET body = 'garbage' WHERE merchant = 'acme'");
        Connect().Execute("UPDATE billingcontext_credentials SET merchant = 'no merchant at all' WHERE merchant = 'third'");

        var listed = await Store.ListCredentialsAsync(null, 10, default);

        Assert.That(listed.Select(kept => (kept.Scope.Merchant.Value, kept.IsAltered, kept.IsRemoved, kept.Secrets.Count)), Is.EqualTo(new[] { ("acme", true, false, 0), ("other", false, false, 1) }));
    }

    [Test]
    public async Task A_log_cut_at_its_end_does_not_go_on_as_if_nothing_were()
    {
        await ApplyAsync(new StoreBatch { Audit = [Some.Line("a"), Some.Line("b")] });
        Connect().Execute("DELETE FROM billingcontext_audit WHERE sequence = 2");

        await ApplyAsync(new StoreBatch { Audit = [Some.Line("c")] });

        var lines = await Store.ReadAuditAsync(Acme, 0, 10, default);
        Assert.That(lines.Select(line => line.Sequence), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(Chain.Follows(Acme, lines[0].Anchor, lines[1]), Is.False);
    }

    [Test]
    public async Task A_newer_versions_additions_are_passed_over()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Receipt = Some.Receipt(), Change = Some.Change() });
        foreach (var table in new[] { "intents", "receipts", "changes" })
        {
            Connect().Execute($"UPDATE billingcontext_{table} SET body = REPLACE(body, '{{\"', '{{\"added_later\":{{\"x\":[1]}},\"')");
        }

        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.EqualTo(Some.Intent() with { Version = 1 }));
        Assert.That(await Store.GetWebhookReceiptAsync(Some.Scope(), "evt_1", default), Is.EqualTo(Some.Receipt() with { Version = 1 }));
        Assert.That((await Store.ReadChangesAsync(Acme, 0, 1, default)).Single(), Is.EqualTo(Some.Change() with { Sequence = 1 }));
    }

    [Test]
    public async Task Old_changes_go_a_hundred_at_a_time()
    {
        await ApplyAsync(new StoreBatch { Change = Some.Change() });
        var source = Connect();
        foreach (var sequence in Enumerable.Range(2, 149))
        {
            source.Execute($"INSERT INTO billingcontext_changes SELECT merchant, {sequence}, body FROM billingcontext_changes WHERE sequence = 1");
        }

        source.Execute("UPDATE billingcontext_merchants SET changes = 10098");
        await ApplyAsync(new StoreBatch { Change = Some.Change() });
        Assert.That(source.Count("SELECT COUNT(*) FROM billingcontext_changes"), Is.EqualTo(151));

        await ApplyAsync(new StoreBatch { Change = Some.Change() });

        Assert.That(source.Count("SELECT MIN(sequence) FROM billingcontext_changes"), Is.EqualTo(101), "The newest ten thousand stay.");
        Assert.That(source.Count("SELECT COUNT(*) FROM billingcontext_changes"), Is.EqualTo(52));
        Assert.That((await Store.ReadChangesAsync(Acme, 10_098, 10, default)).Select(change => change.Sequence), Is.EqualTo(new[] { 10_099, 10_100 }));
        Assert.That(await Store.GetChangeSequenceAsync(Acme, default), Is.EqualTo(10_100));
    }

    [Test]
    public async Task Old_receipts_go_a_few_at_a_time_and_only_the_merchants_own()
    {
        for (var i = 0; i < 20; i++)
        {
            await ApplyAsync(new StoreBatch { Receipt = Some.Receipt($"evt_{i}") });
        }

        await ApplyAsync(new StoreBatch { Receipt = Some.Receipt("evt_theirs", Some.Scope("other")) });
        var source = Connect();

        await ApplyAsync(new StoreBatch { Receipt = Some.Receipt("evt_later", receivedAt: Some.Now.AddDays(40)) });
        Assert.That(source.Count("SELECT COUNT(*) FROM billingcontext_receipts"), Is.EqualTo(6));
        await ApplyAsync(new StoreBatch { Receipt = Some.Receipt("evt_later_still", receivedAt: Some.Now.AddDays(40)) });

        Assert.That(source.Count("SELECT COUNT(*) FROM billingcontext_receipts"), Is.EqualTo(3));
        Assert.That(await Store.GetWebhookReceiptAsync(Some.Scope("other"), "evt_theirs", default), Is.Not.Null);
        Assert.That(await Store.CommitAsync(new StoreBatch { Receipt = Some.Receipt("evt_1") }, default), Is.EqualTo(StoreCommit.Applied));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task A_commit_cancelled_half_way_writes_nothing(int walk)
    {
        await ApplyAsync(new StoreBatch { Audit = [Some.Line()] });
        using var cancellation = new CancellationTokenSource();
        var audit = new WalkedList<AuditEntry>([Some.Line("t2")], walk, cancellation.Cancel);

        Assert.That(
            async () => await Store.CommitAsync(new StoreBatch { Intent = Some.Intent(), Change = Some.Change(), Audit = audit }, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.Null);
        Assert.That(await Store.GetChangeSequenceAsync(Acme, default), Is.Zero);
        await VerifyAuditAsync(1);
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Audit = [Some.Line()] });
    }

    [Test]
    public async Task A_request_may_be_at_any_instant()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("first") with { CreatedAt = DateTimeOffset.MinValue, DueAt = DateTimeOffset.MinValue } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("last") with { CreatedAt = DateTimeOffset.MaxValue, DueAt = DateTimeOffset.MaxValue, State = RefundState.Pending } });

        Assert.That((await LedgerAsync()).Intents.Select(intent => intent.CreatedAt), Is.EqualTo(new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue }));
        Assert.That(await Store.ListOpenRefundsAsync(null, DateTimeOffset.MaxValue, 10, default), Has.Count.EqualTo(2));
    }

    private static ContainsConstraint Altered(string message) =>
        Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("store.altered").And.Message.Contains(message).And.Message.Not.Contains("garbage");
}
