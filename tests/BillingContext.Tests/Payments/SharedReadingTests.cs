using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Payments;

/// <summary>Who asks for the same context at the same time waits for the same three calls, each on their own terms.</summary>
internal sealed class SharedReadingTests
{
    private static readonly PaymentContextRequest Anew = new() { MaxAge = TimeSpan.Zero };
    private static readonly PaymentContextRequest Everything = new() { IncludeAttempts = true, IncludeInvoices = true };

    private readonly HeldStripe held = new();
    private Desk desk = null!;
    private string customer = null!;

    [SetUp]
    public void Open()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        desk = new Desk(builder =>
        {
            builder.Services.AddSingleton(new Promises(TaskCreationOptions.None));
            builder.Services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => held);
        });
        customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        desk.Stripe.Account.Pay(customer, 4_200);
    }

    [TearDown]
    public void Close() => desk.Dispose();

    [Test]
    public async Task A_thousand_at_once_cost_three_calls()
    {
        var asking = Enumerable.Range(0, 1_000).Select(_ => Ask()).ToList();

        held.Release();

        var contexts = await Task.WhenAll(asking);
        Assert.That(desk.Calls, Has.Count.EqualTo(3));
        Assert.That(contexts.Select(context => context.Payments.Count), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Each_keeps_how_sure_they_are_who_the_customer_is()
    {
        var vouched = Ask();
        var found = desk.Contexts.GetAsync(CustomerResolution.FromMatches(Desk.Scope, [new Customer { Id = new CustomerId(customer) }], [], desk.Time.GetUtcNow()));

        held.Release();

        Assert.That((await vouched).Resolution.Status, Is.EqualTo(ResolutionStatus.Verified));
        Assert.That((await found).Resolution.Status, Is.EqualTo(ResolutionStatus.Unverified));
        Assert.That(desk.Calls, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Nobody_joins_a_reading_older_than_they_accept()
    {
        var early = Ask();
        desk.Time.Advance(TimeSpan.FromSeconds(5));
        var patient = Ask(new PaymentContextRequest { MaxAge = TimeSpan.FromSeconds(5) });
        Assert.That(held.Held, Is.EqualTo(3), "five seconds are accepted");

        var strict = Ask(new PaymentContextRequest { MaxAge = TimeSpan.FromSeconds(4) });
        Assert.That(held.Held, Is.EqualTo(6), "but not by one who wants four");

        var strictest = Ask(Anew);
        Assert.That(held.Held, Is.EqualTo(9), "and who reads anew joins nothing that has begun");

        var late = Ask();
        Assert.That(held.Held, Is.EqualTo(9));
        held.Release();
        var contexts = await Task.WhenAll(early, patient, strict, strictest, late);
        Assert.That(contexts.Select(context => context.AsOf.Second), Is.EqualTo(new[] { 0, 0, 5, 5, 5 }));
    }

    [Test]
    public async Task What_somebody_brought_along_makes_the_reading_as_old_as_that()
    {
        var resolution = CustomerResolution.FromMatches(Desk.Scope, [new Customer { Id = new CustomerId(customer) }], [], desk.Time.GetUtcNow());
        desk.Time.Advance(TimeSpan.FromSeconds(20));
        var bringing = desk.Contexts.GetAsync(resolution);
        Assert.That(held.Held, Is.EqualTo(2), "the customer's record is twenty seconds old");

        var strict = Ask(new PaymentContextRequest { MaxAge = TimeSpan.FromSeconds(10) });

        Assert.That(held.Held, Is.EqualTo(5));
        held.Release();
        await Task.WhenAll(bringing, strict);
    }

    [Test]
    public async Task A_change_in_the_middle_lets_later_askers_read_anew()
    {
        var before = Ask();
        desk.Get<IContextInvalidation>().Drop(Desk.Scope, new CustomerId(customer), null);

        var after = Ask();

        Assert.That(held.Held, Is.EqualTo(6));
        held.Release();
        await Task.WhenAll(before, after);
        await Ask();
        Assert.That(desk.Calls, Has.Count.EqualTo(6), "the second reading is kept");
    }

    [Test]
    public async Task A_change_drops_what_was_read_before_it_also_when_it_comes_in_last()
    {
        var before = Ask();
        desk.Get<IContextInvalidation>().Drop(Desk.Scope, new CustomerId(customer), null);
        held.Release();
        await before;

        var after = Ask();

        Assert.That(held.Held, Is.EqualTo(3));
        held.Release();
        await after;
    }

    [Test]
    public async Task Who_began_may_leave_and_the_others_get_their_context()
    {
        using var leaving = new CancellationTokenSource();
        var leader = desk.Contexts.GetAsync(Desk.Verified(customer), null, leaving.Token);
        var follower = Ask();

        leaving.Cancel();

        Assert.That(leader.IsCanceled, Is.True);
        Assert.That(held.Held, Is.EqualTo(3));
        held.Release();
        Assert.That((await follower).Payments, Has.Count.EqualTo(1));
        Assert.That(desk.Calls, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task When_the_last_has_left_the_calls_end_and_the_next_begins_anew()
    {
        using var leaving = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 3).Select(_ => desk.Contexts.GetAsync(Desk.Verified(customer), null, leaving.Token)).ToList();

        leaving.Cancel();

        Assert.That(asking.Select(asker => asker.IsCanceled), Is.All.True);
        Assert.That((held.Held, desk.Calls.Count), Is.EqualTo((0, 0)));
        var next = Ask();
        held.Release();
        Assert.That((await next).IsComplete, Is.True);
    }

    [Test]
    public void A_failure_reaches_everybody_and_is_not_kept()
    {
        desk.Stripe.Faults.Add(StripeFault.RefuseConnection().Times(3));
        var asking = Enumerable.Range(0, 3).Select(_ => Ask()).ToList();

        held.Release();

        foreach (var asker in asking)
        {
            Assert.That(() => asker, Throws.InstanceOf<StripeAdapterException>().With.Property(nameof(StripeAdapterException.Kind)).EqualTo(StripeErrorKind.NotSent));
        }

        var next = Ask();
        held.Release();
        Assert.That(() => next, Throws.Nothing);
    }

    [Test]
    public async Task A_richer_context_answers_a_poorer_question_as_if_that_had_been_asked()
    {
        desk.Stripe.Account.Pay(customer, 900);
        var rich = Ask(Everything);
        var joined = Ask();
        held.Release();
        await rich;

        var plain = await joined;
        var one = await Ask(new PaymentContextRequest { Payments = 1 });
        var all = await Ask(new PaymentContextRequest { Payments = 100 });

        Assert.That(desk.Calls, Has.Count.EqualTo(5));
        Assert.That((plain.Attempts, plain.Invoices, plain.Payments.Count, plain.IsComplete), Is.EqualTo((default(object), default(object), 2, true)));
        Assert.That((one.Payments.Count, all.Payments.Count), Is.EqualTo((1, 2)));
        Assert.That(one.Missing, Is.EqualTo(new[] { new DataGap(DataArea.Payments, DataGapReason.MoreExist) }));
    }

    [Test]
    public async Task A_poorer_context_does_not_answer_a_richer_question()
    {
        var plain = Ask(new PaymentContextRequest { Payments = 1 });
        desk.Stripe.Account.Pay(customer, 900);
        held.Release();
        await plain;

        var rich = Ask(Everything);
        Assert.That(held.Held, Is.EqualTo(5));
        held.Release();
        await rich;

        await Ask(Everything with { Payments = 100 });
        Assert.That(desk.Calls, Has.Count.EqualTo(8), "both payments are there, so there are no more to ask for");
    }

    [Test]
    public void Nothing_is_asked_for_somebody_who_gave_up_before()
    {
        Assert.That(() => desk.Contexts.GetAsync(Desk.Verified(customer), null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(held.Held, Is.Zero);
    }

    [Test]
    public async Task Who_cannot_wait_gets_the_older_context_marked_as_stale()
    {
        var first = Ask();
        held.Release();
        await first;
        desk.Time.Advance(TimeSpan.FromMinutes(10));

        var hasty = Ask(new PaymentContextRequest { MaxWait = TimeSpan.FromSeconds(2) });
        var hastyAndStrict = Ask(new PaymentContextRequest { MaxWait = TimeSpan.FromSeconds(2), MaxAge = TimeSpan.Zero });
        desk.Time.Advance(TimeSpan.FromSeconds(3));

        var stale = await hasty;
        Assert.That((stale.IsStale, stale.IsComplete, desk.Time.GetUtcNow() - stale.AsOf), Is.EqualTo((true, false, TimeSpan.FromSeconds(603))));
        Assert.That(() => hastyAndStrict, Throws.InstanceOf<StripeAdapterException>().With.Property("Code").EqualTo("stripe.busy").And.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(1)));
        held.Release();
        Assert.That((await Ask()).IsStale, Is.False, "what was being read is there for the next who asks");
        Assert.That(held.Held, Is.Zero);
    }

    [TestCase(61, null)]
    [TestCase(59, "stale")]
    public async Task Too_many_requests_give_the_older_context_or_say_busy(int minutes, string? expected)
    {
        var first = Ask();
        held.Release();
        await first;
        desk.Time.Advance(TimeSpan.FromMinutes(minutes));
        desk.Stripe.Faults.Add(StripeFault.RateLimited("global-rate", TimeSpan.FromSeconds(9)).Times(3));

        var again = Ask();
        held.Release();

        if (expected is null)
        {
            Assert.That(() => again, Throws.InstanceOf<StripeAdapterException>().With.Property("Code").EqualTo("stripe.rate_limited").And.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(9)));
        }
        else
        {
            Assert.That((await again).IsStale, Is.True);
        }
    }

    [Test]
    public async Task What_was_too_much_is_named_and_not_kept()
    {
        desk.Stripe.Faults.Add(StripeFault.RateLimited("endpoint-rate", null).On("GET", "/v1/subscriptions"));
        var first = Ask();
        held.Release();

        Assert.That((await first).Missing, Is.EqualTo(new[] { new DataGap(DataArea.Subscriptions, DataGapReason.Busy) }));
        var second = Ask();
        held.Release();
        Assert.That((await second).IsComplete, Is.True);
    }

    [Test]
    [Repeat(20)]
    public async Task On_real_threads_a_hundred_at_once_cost_three_calls_however_they_race()
    {
        using var start = new Barrier(4);
        var asking = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            start.SignalAndWait();
            return await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Ask()));
        })).ToList();

        var all = Task.WhenAll(asking);
        while (!all.IsCompleted)
        {
            held.Release();
            await Task.Yield();
        }

        Assert.That((await all).SelectMany(contexts => contexts).Select(context => context.Payments.Count), Is.All.EqualTo(1));
        Assert.That(desk.Calls, Has.Count.EqualTo(3));
    }

    private Task<PaymentContext> Ask(PaymentContextRequest? request = null) => desk.Contexts.GetAsync(Desk.Verified(customer), request);
}
