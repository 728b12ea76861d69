using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Subscriptions;

namespace BillingContext.Tests.Storage;

/// <summary>What every <see cref="IBillingStore"/> must do. A store's tests derive from this and say how to make an empty one.</summary>
internal abstract class BillingStoreContract : CredentialsContract
{
    [Test]
    public async Task An_empty_store_knows_nothing()
    {
        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.Null);
        Assert.That(await Store.GetWebhookReceiptAsync(Some.Scope(), "evt_1", default), Is.Null);
        Assert.That(await Store.GetChangeSequenceAsync(Acme, default), Is.Zero);
        Assert.That(await Store.ReadChangesAsync(Acme, 0, 10, default), Is.Empty);
        Assert.That(await Store.ReadAuditAsync(Acme, 0, 10, default), Is.Empty);
        var ledger = await LedgerAsync();
        Assert.That((ledger.Version, ledger.Intents.Count, ledger.Scope, ledger.Payment), Is.EqualTo((0L, 0, Some.Scope(), Some.Payment)));
    }

    [Test]
    public async Task A_batch_is_written_as_a_whole()
    {
        var commit = await Store.CommitAsync(
            new StoreBatch { Intent = Some.Intent(), Ledger = await LedgerAsync(), Receipt = Some.Receipt(), Change = Some.Change(), Audit = [Some.Line("a"), Some.Line("b")] },
            default);

        Assert.That(commit, Is.EqualTo(StoreCommit.Applied));
        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.EqualTo(Some.Intent() with { Version = 1 }));
        Assert.That(await Store.GetWebhookReceiptAsync(Some.Scope(), "evt_1", default), Is.EqualTo(Some.Receipt() with { Version = 1 }));
        Assert.That(await Store.GetChangeSequenceAsync(Acme, default), Is.EqualTo(1));
        Assert.That(await Store.ReadChangesAsync(Acme, 0, 10, default), Is.EqualTo(new[] { Some.Change() with { Sequence = 1 } }));
        Assert.That((await Store.ReadAuditAsync(Acme, 0, 10, default)).Select(line => (line.Sequence, line.Read().RequestId)), Is.EqualTo(new[] { (1L, "a"), (2L, "b") }));
        Assert.That((await LedgerAsync()).Version, Is.EqualTo(1));
        Assert.That((await LedgerAsync()).Intents, Is.EqualTo(new[] { Some.Intent() with { Version = 1 } }));
    }

    [TestCase("intent")]
    [TestCase("ledger")]
    [TestCase("cancellation")]
    [TestCase("subscription")]
    [TestCase("receipt")]
    [TestCase("guard")]
    [TestCase("credentials")]
    public async Task A_batch_with_one_old_version_writes_nothing(string old)
    {
        var unwritten = await Store.GetSubscriptionLedgerAsync(Some.Scope(), Some.Subscription, default);
        await ApplyAsync(new StoreBatch
        {
            Intent = Some.Intent(),
            Ledger = await LedgerAsync(),
            Cancellation = Some.Cancellation(),
            SubscriptionLedger = unwritten,
            Receipt = Some.Receipt(),
            Guard = new MerchantGuard(Acme, 0),
            NextGuard = new MerchantGuard(Acme, 0),
            Credentials = Some.Credentials(),
        });
        var ledger = await LedgerAsync();
        var subscription = await Store.GetSubscriptionLedgerAsync(Some.Scope(), Some.Subscription, default);

        var commit = await Store.CommitAsync(
            new StoreBatch
            {
                Intent = old == "intent" ? Some.Intent() : Some.Intent("t2"),
                Ledger = old == "ledger" ? ledger with { Version = 0 } : ledger,
                Cancellation = old == "cancellation" ? Some.Cancellation() : Some.Cancellation("c2"),
                SubscriptionLedger = old == "subscription" ? unwritten : subscription,
                Receipt = old == "receipt" ? Some.Receipt() : Some.Receipt("evt_2"),
                Guard = new MerchantGuard(Acme, old == "guard" ? 0 : 1),
                NextGuard = new MerchantGuard(Acme, 1, Some.Stop),
                Credentials = Some.Credentials() with { Version = old == "credentials" ? 0 : 1 },
                Change = Some.Change(),
                Audit = [Some.Line()],
            },
            default);

        Assert.That(commit, Is.EqualTo(StoreCommit.Conflict));
        Assert.That(await Store.GetRefundIntentAsync(Acme, "t2", default), Is.Null);
        Assert.That(await Store.GetWebhookReceiptAsync(Some.Scope(), "evt_2", default), Is.Null);
        Assert.That(await Store.GetChangeSequenceAsync(Acme, default), Is.Zero);
        Assert.That(await Store.ReadAuditAsync(Acme, 0, 10, default), Is.Empty);
        Assert.That((await LedgerAsync()).Version, Is.EqualTo(ledger.Version));
        Assert.That(await Store.GetCancellationAsync(Acme, "c2", default), Is.Null);
        Assert.That(await Store.GetMerchantGuardAsync(Acme, default), Is.EqualTo(new MerchantGuard(Acme, 1)));
        Assert.That((await Store.GetCredentialsAsync(Acme, default))!.Version, Is.EqualTo(1));
        Assert.That((await Store.GetSubscriptionLedgerAsync(Some.Scope(), Some.Subscription, default)).Version, Is.EqualTo(subscription.Version));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(-1)]
    public async Task A_version_nobody_wrote_is_a_conflict(long version)
    {
        Assert.That(await Store.CommitAsync(new StoreBatch { Intent = Some.Intent() with { Version = version } }, default), Is.EqualTo(StoreCommit.Conflict));
        Assert.That(await Store.CommitAsync(new StoreBatch { Receipt = Some.Receipt() with { Version = version } }, default), Is.EqualTo(StoreCommit.Conflict));
        Assert.That(await Store.CommitAsync(new StoreBatch { Ledger = await LedgerAsync() with { Version = version } }, default), Is.EqualTo(StoreCommit.Conflict));
    }

    [Test]
    public async Task A_record_is_rewritten_on_its_version()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Receipt = Some.Receipt() with { IsHandled = false } });

        await ApplyAsync(new StoreBatch
        {
            Intent = Some.Intent() with { Version = 1, State = RefundState.Succeeded, Refund = new RefundId("re_1") },
            Receipt = Some.Receipt() with { Version = 1 },
        });

        Assert.That(
            await Store.GetRefundIntentAsync(Acme, "t1", default),
            Is.EqualTo(Some.Intent() with { Version = 2, State = RefundState.Succeeded, Refund = new RefundId("re_1") }));
        Assert.That(await Store.GetWebhookReceiptAsync(Some.Scope(), "evt_1", default), Is.EqualTo(Some.Receipt() with { Version = 2 }));
        Assert.That((await LedgerAsync()).Intents.Single().State, Is.EqualTo(RefundState.Succeeded), "The ledger shows it as it is now.");
    }

    [Test]
    public async Task Only_who_names_a_ledger_raises_it()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Ledger = await LedgerAsync() });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent() with { Version = 1, State = RefundState.Succeeded } });

        Assert.That((await LedgerAsync()).Version, Is.EqualTo(1), "An outcome takes nothing from who decides meanwhile.");
    }

    [Test]
    public async Task A_ledger_holds_all_requests_on_its_payment_oldest_first()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("second") with { CreatedAt = Some.Now.AddSeconds(2) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("first") with { CreatedAt = Some.Now.AddSeconds(1) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("elsewhere") with { Payment = new PaymentId("pi_2") } });

        Assert.That((await LedgerAsync()).Intents.Select(intent => intent.RequestId), Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public async Task Sequences_have_no_gaps_and_pages_follow_each_other()
    {
        for (var i = 1; i <= 25; i++)
        {
            await ApplyAsync(new StoreBatch { Change = Some.Change($"re_{i}"), Audit = [Some.Line($"t{i}")] });
            await Store.CommitAsync(new StoreBatch { Intent = Some.Intent() with { Version = 99 }, Change = Some.Change(), Audit = [Some.Line()] }, default);
        }

        var (changes, audit) = (new List<long>(), new List<long>());
        for (var pages = 0; pages < 3; pages++)
        {
            changes.AddRange((await Store.ReadChangesAsync(Acme, changes.LastOrDefault(), 10, default)).Select(change => change.Sequence));
            audit.AddRange((await Store.ReadAuditAsync(Acme, audit.LastOrDefault(), 10, default)).Select(line => line.Sequence));
        }

        Assert.That(changes, Is.EqualTo(Enumerable.Range(1, 25)));
        Assert.That(audit, Is.EqualTo(Enumerable.Range(1, 25)));
        Assert.That(await Store.ReadChangesAsync(Acme, 25, 10, default), Is.Empty);
        Assert.That(await Store.ReadChangesAsync(Acme, long.MaxValue, 10, default), Is.Empty);
        Assert.That(await Store.ReadAuditAsync(Acme, 24, 10, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_audit_log_is_a_chain_whatever_wrote_it()
    {
        for (var i = 0; i < 20; i++)
        {
            await ApplyAsync(new StoreBatch { Audit = [.. Enumerable.Range(0, i % 4).Select(line => Some.Line($"t{i}.{line}"))], Change = Some.Change() });
            await Store.CommitAsync(new StoreBatch { Audit = [Some.Line()], Receipt = Some.Receipt() with { Version = 7 } }, default);
        }

        await VerifyAuditAsync(30);
    }

    [Test]
    public async Task What_is_to_be_looked_at_is_listed_by_when()
    {
        DateTimeOffset? Due(int minutes) => Some.Now.AddMinutes(minutes);
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("later") with { DueAt = Due(30) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("b") with { DueAt = Due(10) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("a") with { DueAt = Due(10) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("theirs", Some.Scope("other")) with { DueAt = Due(10) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("first") with { DueAt = Due(10)!.Value.AddTicks(-1) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("at rest") with { State = RefundState.Succeeded } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("settled") with { DueAt = Due(1) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("settled") with { Version = 1, State = RefundState.Succeeded } });

        async Task<IEnumerable<string>> ListAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit = 100) =>
            (await Store.ListOpenRefundsAsync(merchant, dueBy, limit, default)).Select(intent => intent.RequestId);

        Assert.That(await ListAsync(null, DateTimeOffset.MaxValue), Is.EqualTo(new[] { "first", "a", "b", "theirs", "later" }));
        Assert.That(await ListAsync(Acme, DateTimeOffset.MaxValue), Is.EqualTo(new[] { "first", "a", "b", "later" }));
        Assert.That(await ListAsync(null, Due(10)!.Value), Is.EqualTo(new[] { "first", "a", "b", "theirs" }));
        Assert.That(await ListAsync(null, Due(10)!.Value.AddTicks(-1)), Is.EqualTo(new[] { "first" }));
        Assert.That(await ListAsync(null, Due(9)!.Value), Is.Empty);
        Assert.That(await ListAsync(null, DateTimeOffset.MaxValue, 2), Is.EqualTo(new[] { "first", "a" }));
        Assert.That(await ListAsync(new MerchantId("nobody"), DateTimeOffset.MaxValue), Is.Empty);
        Assert.That((await Store.ListOpenRefundsAsync(Acme, DateTimeOffset.MaxValue, 1, default)).Single().Version, Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_read_stays_as_it_was()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Change = Some.Change(), Audit = [Some.Line()] });
        var (ledger, changes, audit) = (await LedgerAsync(), await Store.ReadChangesAsync(Acme, 0, 10, default), await Store.ReadAuditAsync(Acme, 0, 10, default));

        await ApplyAsync(new StoreBatch { Intent = Some.Intent("t2"), Change = Some.Change(), Audit = [Some.Line()] });

        Assert.That((ledger.Intents.Count, changes.Count, audit.Count), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public async Task A_receipt_is_kept_for_thirty_days()
    {
        await ApplyAsync(new StoreBatch { Receipt = Some.Receipt() });

        for (var day = 1; day <= 30; day++)
        {
            await ApplyAsync(new StoreBatch { Receipt = Some.Receipt($"evt_day_{day}", receivedAt: Some.Now.AddDays(day)) });
        }

        Assert.That(await Store.GetWebhookReceiptAsync(Some.Scope(), "evt_1", default), Is.Not.Null);
    }

    [Test]
    public async Task Merchants_accounts_and_modes_do_not_touch()
    {
        var acme = Some.Scope();
        StripeScope[] others = [Some.Scope("other"), acme with { Account = new StripeAccountId("acct_2") }, acme with { Livemode = true }];
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Ledger = await LedgerAsync(), Receipt = Some.Receipt(), Change = Some.Change(), Audit = [Some.Line()] });

        foreach (var other in others)
        {
            Assert.That(await Store.GetWebhookReceiptAsync(other, "evt_1", default), Is.Null, other.ToString());
            Assert.That((await Store.GetPaymentLedgerAsync(other, Some.Payment, default)).Version, Is.Zero, other.ToString());
            Assert.That((await Store.GetPaymentLedgerAsync(other, Some.Payment, default)).Intents, Is.Empty, other.ToString());
            Assert.That(await Store.CommitAsync(new StoreBatch { Receipt = Some.Receipt(scope: other) }, default), Is.EqualTo(StoreCommit.Applied), other.ToString());
        }

        var theirs = new MerchantId("other");
        Assert.That(await Store.GetRefundIntentAsync(theirs, "t1", default), Is.Null);
        Assert.That(await Store.GetChangeSequenceAsync(theirs, default), Is.Zero);
        Assert.That(await Store.ReadChangesAsync(theirs, 0, 10, default), Is.Empty);
        Assert.That(await Store.ReadAuditAsync(theirs, 0, 10, default), Is.Empty);
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(scope: others[0]), Change = Some.Change(scope: others[0]), Audit = [Some.Line(scope: others[0])] });
        Assert.That((await Store.ReadAuditAsync(theirs, 0, 10, default)).Single().Sequence, Is.EqualTo(1), "Each merchant counts for itself.");
        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.EqualTo(Some.Intent() with { Version = 1 }));
    }

    [Test]
    public async Task A_request_id_is_compared_letter_by_letter()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("T1") });

        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.Null);
    }

    [Test]
    public async Task A_cancelled_commit_writes_nothing()
    {
        Assert.That(
            async () => await Store.CommitAsync(new StoreBatch { Intent = Some.Intent() }, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.Null);
    }

    [Test]
    public async Task A_guard_is_compared_by_all_and_raised_only_by_who_brings_the_next()
    {
        var first = await Store.GetMerchantGuardAsync(Acme, default);
        await ApplyAsync(new StoreBatch { Guard = first, Intent = Some.Intent() });
        Assert.That(await Store.GetMerchantGuardAsync(Acme, default), Is.EqualTo(new MerchantGuard(Acme, 0)));

        await ApplyAsync(new StoreBatch { Guard = first, NextGuard = first with { Stop = Some.Stop } });

        Assert.That(await Store.GetMerchantGuardAsync(Acme, default), Is.EqualTo(new MerchantGuard(Acme, 1, Some.Stop)));
        Assert.That(await Store.GetMerchantGuardAsync(new MerchantId("other"), default), Is.EqualTo(new MerchantGuard(new MerchantId("other"), 0)));
        Assert.That(await Store.CommitAsync(new StoreBatch { Guard = first, Intent = Some.Intent("t2") }, default), Is.EqualTo(StoreCommit.Conflict));
        var stopped = await Store.GetMerchantGuardAsync(Acme, default);
        await ApplyAsync(new StoreBatch { Guard = stopped, NextGuard = stopped with { Stop = null } });
        Assert.That(await Store.GetMerchantGuardAsync(Acme, default), Is.EqualTo(new MerchantGuard(Acme, 2)));
    }

    [Test]
    public async Task Of_many_who_raise_one_guard_one_gets_through()
    {
        var guard = await Store.GetMerchantGuardAsync(Acme, default);

        var commits = OnThreads(32, i => Store.CommitAsync(new StoreBatch { Intent = Some.Intent($"t{i}"), Guard = guard, NextGuard = guard }, default).AsTask());

        Assert.That(commits.Count(commit => commit == StoreCommit.Applied), Is.EqualTo(1));
        Assert.That((await Store.GetMerchantGuardAsync(Acme, default)).Version, Is.EqualTo(1));
        Assert.That(await Store.ListRefundsSinceAsync(Some.Scope(), Some.Now.AddTicks(-1), default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_was_recorded_since_an_instant_is_listed_whatever_became_of_it()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("at") });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("after") with { CreatedAt = Some.Now.AddTicks(1), State = RefundState.Refused } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("later") with { CreatedAt = Some.Now.AddTicks(1) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("later") with { CreatedAt = Some.Now.AddDays(1), Version = 1 } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("live", Some.Scope() with { Livemode = true }) with { CreatedAt = Some.Now.AddDays(1) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("theirs", Some.Scope("other")) with { CreatedAt = Some.Now.AddDays(1) } });

        async Task<IEnumerable<string>> ListAsync(DateTimeOffset since) =>
            (await Store.ListRefundsSinceAsync(Some.Scope(), since, default)).Select(intent => intent.RequestId);

        Assert.That(await ListAsync(Some.Now.AddTicks(-1)), Is.EquivalentTo(new[] { "at", "after", "later" }));
        Assert.That(await ListAsync(Some.Now), Is.EquivalentTo(new[] { "after", "later" }));
        Assert.That(await ListAsync(Some.Now.AddTicks(1)), Is.EquivalentTo(new[] { "later" }));
        Assert.That(await ListAsync(DateTimeOffset.MinValue), Has.Exactly(3).Items);
    }

    [Test]
    public async Task What_waits_for_a_yes_is_listed_by_when_it_is_due()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("b") with { State = RefundState.NeedsApproval, DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("a") with { State = RefundState.AwaitingStripeApproval, DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("first") with { State = RefundState.NeedsApproval, DueAt = Some.Now.AddTicks(-1) } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("pending") with { State = RefundState.Pending, DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("answered") with { State = RefundState.NeedsApproval, DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("answered") with { Version = 1, State = RefundState.Refused } });
        await ApplyAsync(new StoreBatch { Intent = Some.Intent("theirs", Some.Scope("other")) with { State = RefundState.NeedsApproval, DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Cancellation = Some.Cancellation("c") with { State = CancellationState.NeedsApproval, DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Cancellation = Some.Cancellation("d") with { State = CancellationState.Unknown, DueAt = Some.Now } });

        async Task<IEnumerable<string>> ListAsync(int limit) => (await Store.ListRefundApprovalsAsync(Acme, limit, default)).Select(intent => intent.RequestId);

        Assert.That(await ListAsync(100), Is.EqualTo(new[] { "first", "a", "b" }));
        Assert.That(await ListAsync(2), Is.EqualTo(new[] { "first", "a" }));
        Assert.That((await Store.ListCancellationApprovalsAsync(Acme, 100, default)).Select(intent => intent.RequestId), Is.EqualTo(new[] { "c" }));
        Assert.That(await Store.ListCancellationApprovalsAsync(new MerchantId("other"), 100, default), Is.Empty);
    }

    [Test]
    public async Task Of_many_who_decide_on_one_ledger_one_gets_through()
    {
        var ledger = await LedgerAsync();

        var commits = OnThreads(32, i => Store.CommitAsync(new StoreBatch { Intent = Some.Intent($"t{i}"), Ledger = ledger, Audit = [Some.Line($"t{i}")] }, default).AsTask());

        Assert.That(commits.Count(commit => commit == StoreCommit.Applied), Is.EqualTo(1));
        Assert.That((await LedgerAsync()).Intents, Has.Count.EqualTo(1));
        Assert.That(await Store.ReadAuditAsync(Acme, 0, 100, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_many_who_cancel_one_subscription_one_gets_through()
    {
        var ledger = await Store.GetSubscriptionLedgerAsync(Some.Scope(), Some.Subscription, default);

        var commits = OnThreads(32, i => Store.CommitAsync(new StoreBatch { Cancellation = Some.Cancellation($"c{i}"), SubscriptionLedger = ledger }, default).AsTask());

        var after = await Store.GetSubscriptionLedgerAsync(Some.Scope(), Some.Subscription, default);
        Assert.That(commits.Count(commit => commit == StoreCommit.Applied), Is.EqualTo(1));
        Assert.That((after.Version, after.Cancellations.Count), Is.EqualTo((1L, 1)));
    }

    [Test]
    public async Task Cancellations_that_are_due_are_listed_by_when_and_by_merchant()
    {
        await ApplyAsync(new StoreBatch { Cancellation = Some.Cancellation("b") with { DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Cancellation = Some.Cancellation("a") with { DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Cancellation = Some.Cancellation("later") with { DueAt = Some.Now.AddTicks(1) } });
        await ApplyAsync(new StoreBatch { Cancellation = Some.Cancellation("theirs", Some.Scope("other")) with { DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Cancellation = Some.Cancellation("settled") with { DueAt = Some.Now } });
        await ApplyAsync(new StoreBatch { Cancellation = Some.Cancellation("settled") with { Version = 1, State = CancellationState.Canceled } });

        async Task<IEnumerable<string>> ListAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit = 100) =>
            (await Store.ListOpenCancellationsAsync(merchant, dueBy, limit, default)).Select(intent => intent.RequestId);

        Assert.That(await ListAsync(null, Some.Now), Is.EqualTo(new[] { "a", "b", "theirs" }));
        Assert.That(await ListAsync(Acme, DateTimeOffset.MaxValue), Is.EqualTo(new[] { "a", "b", "later" }));
        Assert.That(await ListAsync(null, DateTimeOffset.MaxValue, 2), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((await Store.GetSubscriptionLedgerAsync(Some.Scope("other"), Some.Subscription, default)).Cancellations, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_many_deliveries_of_one_event_one_gets_through()
    {
        var commits = OnThreads(32, _ => Store.CommitAsync(new StoreBatch { Receipt = Some.Receipt(), Change = Some.Change() }, default).AsTask());

        Assert.That(commits.Count(commit => commit == StoreCommit.Applied), Is.EqualTo(1));
        Assert.That(await Store.GetChangeSequenceAsync(Acme, default), Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_lost_when_many_threads_write_and_read()
    {
        const int Threads = 8;
        const int Each = 40;

        OnThreads(Threads, async thread =>
        {
            for (var i = 0; i < Each; i++)
            {
                StoreCommit commit;
                do
                {
                    var batch = new StoreBatch { Intent = Some.Intent($"t{thread}.{i}"), Ledger = await LedgerAsync(), Change = Some.Change(), Audit = [Some.Line($"t{thread}.{i}")] };
                    commit = await Store.CommitAsync(batch, default);
                }
                while (commit == StoreCommit.Conflict);

                Assert.That((await Store.ReadAuditAsync(Acme, 0, 10_000, default)).Select((line, at) => line.Sequence - at), Is.All.EqualTo(1));
            }

            return true;
        });

        var ledger = await LedgerAsync();
        Assert.That((ledger.Version, ledger.Intents.Count), Is.EqualTo(((long)Threads * Each, Threads * Each)));
        Assert.That(await Store.GetChangeSequenceAsync(Acme, default), Is.EqualTo(Threads * Each));
        Assert.That((await Store.ReadAuditAsync(Acme, 0, 10_000, default)).DistinctBy(line => line.Read().RequestId).Count(), Is.EqualTo(Threads * Each));
        await VerifyAuditAsync(Threads * Each);
    }

    [Test]
    public async Task Many_merchants_write_at_once()
    {
        const int Each = 20;

        OnThreads(8, async thread =>
        {
            var scope = Some.Scope($"m{thread % 4}");
            for (var i = 0; i < Each; i++)
            {
                await ApplyAsync(new StoreBatch { Change = Some.Change(scope: scope), Audit = [Some.Line(scope: scope), Some.Line(scope: Some.Scope($"m{3 - (thread % 4)}"))] });
            }

            return true;
        });

        for (var merchant = 0; merchant < 4; merchant++)
        {
            var id = new MerchantId($"m{merchant}");
            Assert.That(await Store.GetChangeSequenceAsync(id, default), Is.EqualTo(2 * Each));
            Assert.That((await Store.ReadAuditAsync(id, 0, 1000, default)).Select(line => line.Sequence), Is.EqualTo(Enumerable.Range(1, 4 * Each)));
        }
    }

    /// <summary>The same on real threads, all let go at once.</summary>
    protected static List<T> OnThreads<T>(int count, Func<int, Task<T>> work)
    {
        using var start = new Barrier(count);
        var results = new T[count];
        var failures = new Exception?[count];
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                results[i] = work(i).GetAwaiter().GetResult();
            }
            catch (Exception exception)
            {
                failures[i] = exception;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.That(failures, Is.All.Null);
        return [.. results];
    }
}
