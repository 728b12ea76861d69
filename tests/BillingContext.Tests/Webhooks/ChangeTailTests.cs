using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using BillingContext.Webhooks.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BillingContext.Tests.Webhooks;

/// <summary>Two nodes on one store: what one records, the conversations on the other hear.</summary>
internal sealed class ChangeTailTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>A tail that is broken is red, and does not hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private Desk here = null!;
    private Desk there = null!;
    private IBillingStore store = null!;
    private int asked;
    private bool isAway;
    private string customer = "";
    private SimulatedPayment paid = null!;

    [SetUp]
    public async Task Two_nodes()
    {
        there = new Desk();
        (asked, isAway) = (0, false);
        store = StoreProxy.Of(there.Store, Hear);
        here = new Desk(billing => billing.Services.AddSingleton(store), there.Stripe);
        customer = there.Stripe.Account.AddCustomer("buyer@example.com");
        paid = there.Stripe.Account.Pay(customer, 42_00);
        await there.DeliverAsync();
    }

    [TearDown]
    public void Nobody()
    {
        here.Dispose();
        there.Dispose();
    }

    [Test]
    public async Task A_conversation_hears_within_a_tick_what_another_node_recorded()
    {
        Start(here);
        await using var watch = Watch(await here.Contexts.GetAsync(Desk.Verified(customer)));
        var next = watch.MoveNextAsync().AsTask();

        there.Stripe.Account.Refund(paid, 10_00);
        await there.DeliverAsync();
        Assert.That(next.IsCompleted, Is.False);
        here.Time.Advance(Tick);

        Assert.That(await next.WaitAsync(Patience));
        Assert.That(watch.Current.Customer?.Value, Is.EqualTo(customer));
    }

    [Test]
    public async Task Whoever_then_reads_the_context_gets_the_news_and_not_what_is_kept_here()
    {
        Start(here);
        await using var watch = Watch(await here.Contexts.GetAsync(Desk.Verified(customer)));
        var next = watch.MoveNextAsync().AsTask();
        there.Stripe.Account.Refund(paid, 10_00);
        await there.DeliverAsync();
        here.Time.Advance(Tick);
        await next.WaitAsync(Patience);

        var context = await here.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(context.Payments.Single().Refunded, Is.EqualTo(Money.Of("usd", 10_00)));
    }

    [Test]
    public async Task What_was_read_since_is_not_read_again()
    {
        Start(here);
        var before = await here.Contexts.GetAsync(Desk.Verified(customer));
        there.Stripe.Account.Refund(paid, 10_00);
        await there.DeliverAsync();
        await here.Contexts.GetAsync(Desk.Verified(customer), new PaymentContextRequest { MaxAge = TimeSpan.Zero });
        there.Stripe.ClearRequests();

        await using var watch = Watch(before);
        Assert.That(await watch.MoveNextAsync());
        await here.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(here.Calls, Is.Empty);
    }

    [Test]
    public async Task A_refund_settled_by_another_node_is_heard()
    {
        Start(here);
        there.Stripe.Faults.Add(StripeFault.LoseReply().On("POST", "/v1/refunds"));
        await there.Refunds.RefundAsync(Desk.Request(customer, paid));
        await using var watch = Watch(await here.Contexts.GetAsync(Desk.Verified(customer)));
        var next = watch.MoveNextAsync().AsTask();

        there.Time.Advance(TimeSpan.FromMinutes(5));
        await there.Get<IRefundReconciler>().SweepAsync();
        here.Time.Advance(Tick);

        Assert.That(await next.WaitAsync(Patience));
        Assert.That(watch.Current.Kind, Is.EqualTo(BillingChangeKind.Refund));
    }

    [Test]
    public async Task Many_conversations_cost_one_question_a_tick_and_none_when_nobody_watches()
    {
        Start(here);
        var context = await here.Contexts.GetAsync(Desk.Verified(customer));
        asked = 0;
        here.Time.Advance(10 * Tick);
        Assert.That(asked, Is.Zero, "Nobody watches.");

        var watches = Enumerable.Range(0, 50).Select(_ => Watch(context)).ToList();
        var waiting = watches.ConvertAll(watch => watch.MoveNextAsync().AsTask());
        here.Time.Advance(Tick);
        asked = 0;
        for (var tick = 0; tick < 10; tick++)
        {
            here.Time.Advance(Tick);
        }

        Assert.That(asked, Is.EqualTo(10));
        there.Stripe.Account.Refund(paid);
        await there.DeliverAsync();
        here.Time.Advance(Tick);
        Assert.That(await Task.WhenAll(waiting), Is.All.True);
    }

    [Test]
    public async Task A_store_that_is_away_is_asked_again()
    {
        Start(here);
        await using var watch = Watch(await here.Contexts.GetAsync(Desk.Verified(customer)));
        var next = watch.MoveNextAsync().AsTask();
        isAway = true;
        here.Time.Advance(Tick);
        isAway = false;
        there.Stripe.Account.Refund(paid);
        await there.DeliverAsync();

        here.Time.Advance(Tick);

        Assert.That(await next.WaitAsync(Patience));
    }

    [Test]
    public async Task It_can_be_turned_off_and_ends_with_the_host()
    {
        using var off = new Desk(
            billing =>
            {
                billing.Services.AddSingleton(store);
                billing.Services.Configure<BillingContextOptions>(options => options.ReadChangesEvery = TimeSpan.Zero);
            },
            there.Stripe);
        var service = Start(off);
        using var ends = new CancellationTokenSource();
        var waiting = off.Feed.WatchAsync(Desk.Verified(customer), new ChangeToken(await store.GetChangeSequenceAsync(MerchantId.Default, default)), ends.Token)
            .GetAsyncEnumerator().MoveNextAsync().AsTask();
        asked = 0;

        off.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(asked, Is.Zero);
        await service.StopAsync(default);
        await ends.CancelAsync();
        Assert.That(() => waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    private void Hear(string call)
    {
        asked += call == nameof(IBillingStore.GetChangeSequenceAsync) ? 1 : 0;
        _ = isAway ? throw new IOException("The store is away.") : true;
    }

    private static ChangeTail Start(Desk desk)
    {
        // Under NUnit's own context every continuation would go to the pool, and the clock would run ahead.
        SynchronizationContext.SetSynchronizationContext(null);
        var service = desk.Get<IEnumerable<IHostedService>>().OfType<ChangeTail>().Single();
        _ = service.StartAsync(default);
        return service;
    }

    private IAsyncEnumerator<BillingChange> Watch(PaymentContext context) => here.Feed.WatchAsync(context.Resolution, context.ChangeToken).GetAsyncEnumerator();
}
