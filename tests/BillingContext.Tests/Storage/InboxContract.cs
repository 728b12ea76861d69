using BillingContext.Storage;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Storage;

/// <summary>What every store must do for the inbox.</summary>
internal abstract class InboxContract : StoredRecordsContract
{
    [Test]
    public async Task Events_that_are_due_are_listed_by_when_and_by_merchant()
    {
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting("evt_b", dueAt: Some.Now.AddMinutes(2)) });
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting("evt_c", dueAt: Some.Now.AddMinutes(1)) });
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting("evt_a", dueAt: Some.Now.AddMinutes(2)) });
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting("evt_d", Some.Scope("beta"), dueAt: Some.Now) });
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting("evt_later", dueAt: Some.Now.AddMinutes(3)) });
        await ApplyAsync(new StoreBatch { Receipt = Some.Receipt("evt_handled") });

        Assert.That(await DueAsync(null, Some.Now.AddMinutes(2)), Is.EqualTo(new[] { "evt_d", "evt_c", "evt_a", "evt_b" }));
        Assert.That(await DueAsync(null, Some.Now.AddMinutes(2), limit: 2), Is.EqualTo(new[] { "evt_d", "evt_c" }));
        Assert.That(await DueAsync(Acme, DateTimeOffset.MaxValue), Is.EqualTo(new[] { "evt_c", "evt_a", "evt_b", "evt_later" }));
        Assert.That(await DueAsync(null, Some.Now.AddTicks(-1)), Is.Empty);
    }

    [Test]
    public async Task An_event_leaves_the_list_when_it_is_handled()
    {
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting() });
        await ApplyAsync(new StoreBatch { Receipt = Some.Receipt() with { Version = 1 } });

        Assert.That(await DueAsync(null, DateTimeOffset.MaxValue), Is.Empty);
        Assert.That(await Store.GetWebhookBacklogAsync(default), Is.EqualTo(default(WebhookBacklog)));
        Assert.That((await Store.GetWebhookReceiptAsync(Some.Scope(), "evt_1", default))!.Event, Is.Null);
    }

    [Test]
    public async Task What_is_set_aside_is_listed_apart_the_latest_first_and_comes_back()
    {
        await ApplyAsync(new StoreBatch { Receipt = Aside("evt_1", 1) });
        await ApplyAsync(new StoreBatch { Receipt = Aside("evt_2", 3) });
        await ApplyAsync(new StoreBatch { Receipt = Aside("evt_3", 2) });
        await ApplyAsync(new StoreBatch { Receipt = Aside("evt_theirs", 4, "beta") });

        var listed = (await Store.ListSetAsideWebhooksAsync(Acme, 10, default)).Select(receipt => receipt.EventId);
        var two = await Store.ListSetAsideWebhooksAsync(Acme, 2, default);
        await ApplyAsync(new StoreBatch { Receipt = two[0] with { DueAt = Some.Now, SetAsideAt = null } });

        Assert.That(listed, Is.EqualTo(new[] { "evt_2", "evt_3", "evt_1" }));
        Assert.That(two, Has.Count.EqualTo(2));
        Assert.That((await Store.ListSetAsideWebhooksAsync(Acme, 10, default)).Select(receipt => receipt.EventId), Is.EqualTo(new[] { "evt_3", "evt_1" }));
        Assert.That(await DueAsync(null, Some.Now), Is.EqualTo(new[] { "evt_2" }));
    }

    [Test]
    public async Task The_backlog_counts_what_waits_and_what_is_set_aside()
    {
        Assert.That(await Store.GetWebhookBacklogAsync(default), Is.EqualTo(default(WebhookBacklog)));
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting("evt_1", receivedAt: Some.Now.AddSeconds(2)) });
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting("evt_2", Some.Scope("beta"), receivedAt: Some.Now.AddSeconds(1)) });
        await ApplyAsync(new StoreBatch { Receipt = Some.Receipt("evt_3") });
        await ApplyAsync(new StoreBatch { Receipt = Aside("evt_4", 0) });

        Assert.That(await Store.GetWebhookBacklogAsync(default), Is.EqualTo(new WebhookBacklog(2, Some.Now.AddSeconds(1), 1)));
    }

    [Test]
    public async Task Of_many_nodes_that_claim_one_event_one_gets_it()
    {
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting() });
        var claim = Some.Waiting(dueAt: Some.Now.AddMinutes(5)) with { Version = 1, LeaseUntil = Some.Now.AddMinutes(5) };

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await Store.CommitAsync(new StoreBatch { Receipt = claim }, default))));

        Assert.That(claims.Count(commit => commit == StoreCommit.Applied), Is.EqualTo(1));
        Assert.That(await DueAsync(null, Some.Now.AddMinutes(4)), Is.Empty, "it is due when the lease ends");
        Assert.That(await DueAsync(null, Some.Now.AddMinutes(5)), Is.EqualTo(new[] { "evt_1" }));
    }

    [Test]
    public async Task Many_events_of_one_merchant_are_received_at_once()
    {
        const int Each = 25;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await ApplyAsync(new StoreBatch { Receipt = Some.Waiting($"evt_{writer}_{i}") });
            }
        })));

        Assert.That((await Store.GetWebhookBacklogAsync(default)).Waiting, Is.EqualTo(8 * Each));
    }

    private static WebhookReceipt Aside(string eventId, int minute, string merchant = "acme") =>
        Some.Waiting(eventId, Some.Scope(merchant)) with { DueAt = null, SetAsideAt = Some.Now.AddMinutes(minute), Attempts = 12, LastError = "handler.failed: X" };

    private async Task<IEnumerable<string>> DueAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit = 100) =>
        (await Store.ListDueWebhooksAsync(merchant, dueBy, limit, default)).Select(receipt => receipt.EventId);
}
