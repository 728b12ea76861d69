using System.Net;
using BillingContext.AspNetCore.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BillingContext.AspNetCore.Tests.Webhooks;

/// <summary>What goes on after the answer, and what becomes of it when the host stops.</summary>
public class BackgroundTests
{
    [Test]
    public async Task The_answer_does_not_wait_for_handlers_and_only_so_many_are_at_work()
    {
        await using var desk = await WebDesk.StartAsync(builder =>
        {
            builder.AddWebhookHandler<Listener>().AddHeard();
            builder.Services.Configure<BillingContextOptions>(options => options.WebhookConcurrency = 3);
        });
        var release = new TaskCompletionSource();
        desk.Get<Heard>().Act = _ => release.Task;

        foreach (var webhook in RefundsCreated(desk, 8))
        {
            Assert.That((await desk.PostAsync(webhook)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        await WebDesk.UntilAsync(() => desk.Get<Heard>().Events.Count == 3);
        Assert.That((await desk.Inbox.GetBacklogAsync()).Waiting, Is.EqualTo(8));
        release.SetResult();
        await WebDesk.UntilAsync(async () => (await desk.Inbox.GetBacklogAsync()).Waiting == 0);
        Assert.That(desk.Get<Heard>().Events.Select(heard => heard.Id), Is.Unique.And.Exactly(8).Items);
    }

    [Test]
    public async Task A_host_that_stops_finishes_what_is_at_work()
    {
        await using var desk = await WebDesk.StartAsync(builder => builder.AddWebhookHandler<Listener>().AddHeard());
        var release = new TaskCompletionSource();
        desk.Get<Heard>().Act = _ => release.Task;
        await desk.PostAsync(RefundsCreated(desk, 1).Single());
        await WebDesk.UntilAsync(() => desk.Get<Heard>().Events.Count == 1);

        var stopping = desk.App.StopAsync();
        Assert.That(stopping.IsCompleted, Is.False);
        release.SetResult();
        await stopping;

        Assert.That((await desk.Inbox.GetBacklogAsync()).Waiting, Is.Zero);
    }

    [Test]
    public async Task What_a_host_could_not_finish_before_it_had_to_stop_the_next_one_finishes()
    {
        var stripe = new StripeSimulator();
        string[] posted;
        IBillingStore store;
        await using (var first = await WebDesk.StartAsync(builder => builder.AddWebhookHandler<Listener>().AddHeard(), stripe: stripe))
        {
            store = first.Store;
            first.Get<Heard>().Act = token => Task.Delay(Timeout.InfiniteTimeSpan, token);
            var webhooks = RefundsCreated(first, 20);
            posted = [.. webhooks.Select(webhook => webhook.EventId)];
            foreach (var webhook in webhooks)
            {
                Assert.That((await first.PostAsync(webhook)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            }

            await WebDesk.UntilAsync(() => first.Get<Heard>().Events.Count == 8);
            await first.App.StopAsync(new CancellationToken(canceled: true));
            await WebDesk.UntilAsync(async () => (await store.ListDueWebhooksAsync(null, first.Time.GetUtcNow(), 100, default)).Count == 20);
        }

        await using var second = await WebDesk.StartAsync(
            builder =>
            {
                builder.AddWebhookHandler<Listener>().AddHeard();
                builder.Services.AddSingleton(store);
            },
            stripe: stripe);

        await WebDesk.UntilAsync(async () => (await second.Inbox.GetBacklogAsync()).Waiting == 0);
        Assert.That(second.Get<Heard>().Events.Select(heard => heard.Id), Is.EquivalentTo(posted));
        Assert.That(await store.ReadChangesAsync(default, 0, 100, default), Has.Count.EqualTo(20), "our own effects are made once");
    }

    internal static IReadOnlyList<SimulatedWebhook> RefundsCreated(WebDesk desk, int count)
    {
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        for (var i = 0; i < count; i++)
        {
            desk.Stripe.Account.Refund(desk.Stripe.Account.Pay(customer, 4_200), 1_000);
        }

        return [.. desk.Stripe.Account.TakeWebhooks().Where(webhook => webhook.Type == "refund.created")];
    }
}
