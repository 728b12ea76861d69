using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Tests.Audit;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using BillingContext.Webhooks.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BillingContext.Tests.Webhooks;

public class WebhookInboxTests
{
    private static readonly Actor Agent = Actor.Person("agent-7");

    [Test]
    public async Task An_event_is_durable_before_it_is_answered_and_dealt_with_after()
    {
        using var desk = new Desk();
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        var webhook = desk.Stripe.Account.TakeWebhooks().Single();

        var answer = await desk.ReceiveAsync(webhook);

        Assert.That((answer.Status, answer.Code, answer.StatusCode), Is.EqualTo((WebhookRoutingStatus.Accepted, "event.received", 200)));
        Assert.That(await desk.Store.GetChangeSequenceAsync(default, default), Is.Zero, "nothing is dealt with yet");
        Assert.That(await desk.Inbox.GetBacklogAsync(), Is.EqualTo(new WebhookBacklog(1, desk.Time.GetUtcNow(), 0)));
        Assert.That(await desk.Inbox.SweepAsync(), Is.EqualTo(new WebhookSweep(1, 1, 0, 0)));
        Assert.That(await desk.Store.GetChangeSequenceAsync(default, default), Is.EqualTo(1));
        Assert.That(await desk.Inbox.GetBacklogAsync(), Is.EqualTo(default(WebhookBacklog)));
    }

    [Test]
    public async Task An_event_that_comes_again_is_dealt_with_once_whether_it_waits_or_is_handled()
    {
        using var desk = Hearing();
        var webhook = RefundCreated(desk);

        var answers = new List<string> { (await desk.ReceiveAsync(webhook)).Code, (await desk.ReceiveAsync(webhook)).Code };
        await desk.Inbox.SweepAsync();
        answers.Add((await desk.ReceiveAsync(webhook)).Code);
        answers.Add((await desk.RouteAsync(webhook)).Code);
        await desk.Inbox.SweepAsync();

        Assert.That(answers, Is.EqualTo(new[] { "event.received", "event.duplicate", "event.duplicate", "event.duplicate" }));
        Assert.That(desk.Get<Heard>().Events, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Nothing_but_ids_waits()
    {
        using var desk = new Desk();
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        await desk.ReceiveAsync(desk.Stripe.Account.TakeWebhooks().Single());

        var waiting = (await desk.Inbox.ListWaitingAsync(default)).Single();

        Assert.That(System.Text.Json.JsonSerializer.Serialize(waiting), Does.Contain("customer.created").And.Not.Contain("buyer"));
    }

    [Test]
    public async Task Without_a_store_Stripe_is_asked_to_send_it_again()
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IBillingStore>(new ListStore([])));
        desk.Stripe.Account.AddCustomer("buyer@example.com");

        var answer = await desk.ReceiveAsync(desk.Stripe.Account.TakeWebhooks().Single());

        Assert.That((answer.Status, answer.Code, answer.StatusCode), Is.EqualTo((WebhookRoutingStatus.Unavailable, "store.unavailable", 503)));
        Assert.That(() => desk.Inbox.SweepAsync(), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("store.unavailable"));
    }

    [Test]
    public async Task A_handler_that_throws_is_tried_again_ever_later_then_set_aside_with_its_error_and_replayed()
    {
        using var desk = Hearing();
        var webhook = RefundCreated(desk);
        desk.Get<Heard>().Act = _ => throw new InvalidOperationException("secret sk_live_1 of buyer@example.com");
        await desk.ReceiveAsync(webhook);

        var sweeps = new List<WebhookSweep>();
        var waits = new List<double>();
        while (sweeps.Count == 0 || sweeps[^1].SetAside == 0)
        {
            sweeps.Add(await desk.Inbox.SweepAsync());
            if ((await desk.Inbox.ListWaitingAsync(default)).SingleOrDefault()?.DueAt is { } due)
            {
                waits.Add((due - desk.Time.GetUtcNow()).TotalSeconds);
                desk.Time.Advance(due - desk.Time.GetUtcNow());
            }
        }

        Assert.That(sweeps, Has.Count.EqualTo(12));
        Assert.That(waits[0], Is.InRange(7.5, 12.5));
        Assert.That(waits[5], Is.InRange(240, 400));
        Assert.That(waits[^1], Is.InRange(2700, 4500));
        var aside = (await desk.Inbox.ListSetAsideAsync(default)).Single();
        Assert.That((aside.Attempts, aside.LastError, aside.IsApplied, aside.DueAt), Is.EqualTo((12, "handler.failed: InvalidOperationException", true, (DateTimeOffset?)null)));
        Assert.That(await desk.Inbox.GetBacklogAsync(), Is.EqualTo(new WebhookBacklog(0, null, 1)));
        Assert.That((await desk.ReceiveAsync(webhook.SignedAt(desk.Time.GetUtcNow()))).Code, Is.EqualTo("event.set_aside"));

        desk.Get<Heard>().Act = _ => Task.CompletedTask;
        Assert.That(await desk.Inbox.ReplayAsync(aside.Scope, aside.EventId, Agent), Is.True);
        Assert.That(await desk.Inbox.SweepAsync(), Is.EqualTo(new WebhookSweep(1, 1, 0, 0)));
        Assert.That(await desk.Inbox.ReplayAsync(aside.Scope, aside.EventId, Agent), Is.False, "it is handled");
        Assert.That(await desk.Store.ReadChangesAsync(default, 0, 10, default), Has.Count.EqualTo(1), "our own effects are made once");
        var told = (await desk.AuditAsync()).Single();
        Assert.That((told.Action, told.EventId, told.Actor), Is.EqualTo((AuditActions.WebhookReplayed, aside.EventId, Agent)), "once: what was handled was not replayed");
    }

    [Test]
    public async Task A_handler_that_hangs_holds_up_no_other_event_and_is_left_behind()
    {
        using var desk = Hearing(options => options.WebhookConcurrency = 2);
        var webhooks = RefundsCreated(desk, 5);
        desk.Get<Heard>().Act = heard => heard.Id == webhooks[0].EventId ? new TaskCompletionSource().Task : Task.CompletedTask;
        foreach (var webhook in webhooks)
        {
            await desk.ReceiveAsync(webhook);
        }

        var sweeping = desk.Inbox.SweepAsync();
        Assert.That(desk.Get<Heard>().Events.Select(heard => heard.Id).Distinct().Count(), Is.EqualTo(5), "the other four went past it");
        Assert.That(sweeping.IsCompleted, Is.False);
        desk.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.That(await sweeping, Is.EqualTo(new WebhookSweep(5, 4, 1, 0)));
        Assert.That((await desk.Inbox.ListWaitingAsync(default)).Single().LastError, Is.EqualTo("handler.timed_out: TaskCanceledException"));
    }

    [Test]
    public async Task When_Stripe_is_away_an_event_is_tried_for_three_days_before_it_is_set_aside()
    {
        using var desk = Hearing(options => options.WebhookAttempts = 1);
        await desk.ReceiveAsync(RefundCreated(desk));
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).Times(100));

        var sweep = await desk.Inbox.SweepAsync();
        desk.Time.Advance(TimeSpan.FromDays(3));
        var last = await desk.Inbox.SweepAsync();

        Assert.That((sweep.Failed, sweep.SetAside), Is.EqualTo((1, 0)));
        Assert.That((last.Failed, last.SetAside), Is.EqualTo((0, 1)));
        Assert.That((await desk.Inbox.ListSetAsideAsync(default)).Single(), Has.Property("LastError").StartsWith("stripe.unavailable").And.Property("IsApplied").False);
        Assert.That(await desk.Store.GetChangeSequenceAsync(default, default), Is.Zero);
    }

    [Test]
    public async Task What_a_dead_node_held_is_taken_up_when_its_lease_ends()
    {
        using var desk = Hearing();
        await desk.ReceiveAsync(RefundCreated(desk));
        var waiting = (await desk.Inbox.ListWaitingAsync(default)).Single();
        await desk.Store.CommitAsync(new StoreBatch { Receipt = waiting.HoldUntil(desk.Time.GetUtcNow().AddMinutes(5)) }, default);

        Assert.That((await desk.Inbox.SweepAsync()).Looked, Is.Zero);
        Assert.That(await desk.Inbox.ReplayAsync(waiting.Scope, waiting.EventId, Agent), Is.False, "somebody is at work on it");
        desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await desk.Inbox.SweepAsync(), Is.EqualTo(new WebhookSweep(1, 1, 0, 0)));
    }

    [Test]
    public async Task A_node_that_was_paused_past_its_lease_makes_no_effects_a_second_time()
    {
        using var desk = Hearing();
        await desk.ReceiveAsync(RefundCreated(desk));
        desk.Stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromMinutes(1)).On("GET", "/v1/payment_intents"));

        var paused = desk.Inbox.SweepAsync();
        var held = (await desk.Inbox.ListWaitingAsync(default)).Single();
        await desk.Store.CommitAsync(new StoreBatch { Receipt = held.Finish() }, default);
        desk.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That((await paused).Looked, Is.Zero);
        Assert.That(await desk.Store.GetChangeSequenceAsync(default, default), Is.Zero, "the other node's are the ones that count");
        Assert.That(desk.Get<Heard>().Events, Is.Empty);
    }

    [Test]
    public async Task Two_nodes_race_on_one_inbox_and_each_event_is_dealt_with_once()
    {
        const int Events = 60;
        using var one = Hearing();
        using var other = Hearing(store: one.Store, stripe: one.Stripe);
        foreach (var webhook in RefundsCreated(one, Events))
        {
            await one.ReceiveAsync(webhook);
        }

        var sweeps = await Task.WhenAll(new[] { one, other, one, other }.Select(desk => Task.Run(() => desk.Inbox.SweepAsync())));

        Assert.That(sweeps.Sum(sweep => sweep.Handled), Is.EqualTo(Events));
        var heard = one.Get<Heard>().Events.Concat(other.Get<Heard>().Events).Select(@event => @event.Id).ToList();
        Assert.That(heard, Is.Unique.And.Count.EqualTo(Events));
        Assert.That(await one.Store.ReadChangesAsync(default, 0, 1000, default), Has.Count.EqualTo(Events));
        Assert.That(await one.Inbox.GetBacklogAsync(), Is.EqualTo(default(WebhookBacklog)));
    }

    [Test]
    public async Task However_events_are_shuffled_and_repeated_the_record_says_what_Stripe_says()
    {
        using var seen = new Desk();
        var told = await StoryAsync(seen);
        var truth = await DealAsync(seen, told);
        foreach (var order in Orders(told.Count))
        {
            using var desk = new Desk();
            var again = await StoryAsync(desk);
            Assert.That(await DealAsync(desk, [.. order.Select(place => again[place]), again[order[0]]]), Is.EqualTo(truth), string.Join(' ', order));
        }

        static async Task<IReadOnlyList<SimulatedWebhook>> StoryAsync(Desk desk)
        {
            var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
            var paid = desk.Stripe.Account.Pay(customer, 4_200);
            desk.Stripe.Account.TakeWebhooks();
            desk.Stripe.Account.SetNextRefundStatus("pending");
            var made = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
            desk.Stripe.Account.FailRefund(made.Refund!.Value.Value);
            return desk.Stripe.Account.TakeWebhooks();
        }

        static async Task<(RefundState, int)> DealAsync(Desk desk, IEnumerable<SimulatedWebhook> webhooks)
        {
            foreach (var webhook in webhooks)
            {
                await desk.ReceiveAsync(webhook);
                await desk.Inbox.SweepAsync();
            }

            var intent = await desk.Store.GetRefundIntentAsync(default, "request-1", default);
            return (intent!.State, (await desk.Store.ReadChangesAsync(default, 0, 100, default)).Where(change => change.EventId is not null).Select(change => change.EventId).Distinct().Count());
        }
    }

    [Test]
    public async Task A_host_deals_with_events_by_itself_and_stops_without_losing_one()
    {
        using var desk = Hearing();
        var entered = new TaskCompletionSource();
        var free = new TaskCompletionSource();
        desk.Get<Heard>().Act = _ =>
        {
            entered.TrySetResult();
            return free.Task;
        };
        var webhooks = RefundsCreated(desk, 2);
        var service = desk.Get<IEnumerable<IHostedService>>().OfType<InboxService>().Single();
        await service.StartAsync(default);

        await desk.ReceiveAsync(webhooks[0]);
        await entered.Task;
        var stopping = service.StopAsync(default);
        Assert.That(stopping.IsCompleted, Is.False, "it waits for the one at work");
        await desk.ReceiveAsync(webhooks[1]);
        free.SetResult();
        await stopping;

        Assert.That((await desk.Inbox.ListWaitingAsync(default)).Select(waiting => waiting.EventId), Is.EqualTo(new[] { webhooks[1].EventId }));
        Assert.That(desk.Get<Heard>().Events.Select(heard => heard.Id), Is.EqualTo(new[] { webhooks[0].EventId }));
    }

    [Test]
    public async Task A_host_that_may_not_wait_leaves_its_event_to_the_next()
    {
        using var desk = Hearing();
        var entered = new TaskCompletionSource();
        desk.Get<Heard>().Act = _ =>
        {
            entered.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        var service = desk.Get<IEnumerable<IHostedService>>().OfType<InboxService>().Single();
        await service.StartAsync(default);
        await desk.ReceiveAsync(RefundCreated(desk));
        await entered.Task;
        using var impatient = new CancellationTokenSource();

        var stopping = service.StopAsync(impatient.Token);
        await impatient.CancelAsync();
        await stopping;
        for (var tries = 0; tries < 500 && (await desk.Inbox.ListWaitingAsync(default)).Single().IsHeldAt(desk.Time.GetUtcNow()); tries++)
        {
            await Task.Delay(10);
        }

        desk.Get<Heard>().Act = _ => Task.CompletedTask;
        Assert.That((await desk.Inbox.ListWaitingAsync(default)).Single().Attempts, Is.Zero, "it was not its fault");
        Assert.That((await desk.Inbox.SweepAsync()).Handled, Is.EqualTo(1));
    }

    private static IEnumerable<int[]> Orders(int count)
    {
        Assert.That(count, Is.InRange(3, 5), "a hundred orders or so");
        return Permute([.. Enumerable.Range(0, count)], 0);

        static IEnumerable<int[]> Permute(int[] places, int from)
        {
            if (from == places.Length)
            {
                yield return [.. places];
            }

            for (var i = from; i < places.Length; i++)
            {
                (places[from], places[i]) = (places[i], places[from]);
                foreach (var order in Permute(places, from + 1))
                {
                    yield return order;
                }

                (places[from], places[i]) = (places[i], places[from]);
            }
        }
    }

    private static Desk Hearing(Action<BillingContextOptions>? configure = null, IBillingStore? store = null, StripeSimulator? stripe = null) => new(
        builder =>
        {
            builder.AddWebhookHandler<Hears>().Services.AddSingleton<Heard>().Configure(configure ?? (_ => { }));
            if (store is not null)
            {
                builder.Services.AddSingleton(store);
            }
        },
        stripe);

    private static SimulatedWebhook RefundCreated(Desk desk) => RefundsCreated(desk, 1).Single();

    private static List<SimulatedWebhook> RefundsCreated(Desk desk, int count)
    {
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 100 * count);
        desk.Stripe.Account.TakeWebhooks();
        for (var i = 0; i < count; i++)
        {
            desk.Stripe.Account.Refund(paid, 100);
        }

        return [.. desk.Stripe.Account.TakeWebhooks().Where(webhook => webhook.Type == "refund.created")];
    }

    private sealed class Heard
    {
        private readonly Lock gate = new();
        private readonly List<WebhookEvent> events = [];

        internal Func<WebhookEvent, Task> Act { get; set; } = _ => Task.CompletedTask;

        internal IReadOnlyList<WebhookEvent> Events
        {
            get
            {
                lock (gate)
                {
                    return [.. events];
                }
            }
        }

        internal void Add(WebhookEvent @event)
        {
            lock (gate)
            {
                events.Add(@event);
            }
        }
    }

    private sealed class Hears(Heard heard) : IWebhookHandler<RefundChange>
    {
        public Task HandleAsync(RefundChange change, CancellationToken cancellationToken)
        {
            heard.Add(change.Event);
            return heard.Act(change.Event);
        }
    }
}
