using BillingContext.Audit;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Storage.Internal;
using BillingContext.StripeAdapter;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Subscriptions;

/// <summary>What becomes of a cancellation when answers get lost, keys go away and processes die.</summary>
internal sealed class CancellationFaultTests
{
    private const string Approval = """
        {"error":{"type":"invalid_request_error","code":"approval_required","message":"No.","approval_request":
        {"id":"apreq_1","object":"approval_request","action":"cancel_subscription","status":"pending","dashboard_url":"https://dashboard.stripe.com/approvals/apreq_1"}}}
        """;

    private const string Blocked = """{"error":{"type":"invalid_request_error","code":"action_blocked","message":"No."}}""";

    private readonly InMemoryBillingStore store = new(new AuditChain());
    private readonly StripeSimulator stripe = new();

    // One row is one fault on the way of the write: what is answered at once, and what a reconciler finds once Stripe heals.
    [TestCase("lost reply", "Unknown", "Canceled Succeeded")]
    [TestCase("lost request", "Unknown", "Canceled Succeeded")]
    [TestCase("late", "Unknown", "Canceled Succeeded")]
    [TestCase("500 done", "Unknown", "Canceled Succeeded")]
    [TestCase("500 not done", "Unknown", "Canceled Succeeded")]
    [TestCase("unreachable", "Refused stripe.not_sent", "Refused")]
    [TestCase("429", "Refused stripe.rate_limited", "Refused")]
    [TestCase("401", "Refused stripe.key_rejected", "Refused")]
    [TestCase("403", "Refused stripe.permission_missing", "Refused")]
    [TestCase("blocked", "Refused stripe.action_blocked", "Refused")]
    public async Task Whatever_the_write_meets_it_ends_as_one_cancellation_with_one_refund_or_as_none(string fault, string atOnce, string atRest)
    {
        foreach (var kind in new[] { CancellationKind.Now, CancellationKind.AtPeriodEnd })
        {
            using var desk = new Desk();
            var request = Subscribed(desk) with { Kind = kind, Refund = CancellationRefund.Full };
            var struck = FaultOf(fault).On(kind == CancellationKind.Now ? HttpMethod.Delete : HttpMethod.Post, "/v1/subscriptions");
            desk.Stripe.Faults.Add(struck);

            var result = await desk.Subscriptions.CancelAsync(request);
            var wasListed = await desk.Get<ICancellationReconciler>().ListOpenAsync(MerchantId.Default);
            desk.Time.Advance(TimeSpan.FromMinutes(10));
            await SweepAsync(desk);
            var settled = (await desk.Store.GetCancellationAsync(MerchantId.Default, request.RequestId, default))!;

            Assert.That(struck.Fired, Is.EqualTo(1), fault);
            Assert.That($"{result.State} {(result.State == CancellationState.Refused ? result.Reasons[0].Code : "")}".TrimEnd(), Is.EqualTo(atOnce));
            Assert.That(wasListed, Has.Count.EqualTo(result.State == CancellationState.Unknown ? 1 : 0));
            Assert.That($"{settled.State} {settled.Refund}".TrimEnd(), Is.EqualTo(kind == CancellationKind.Now ? atRest : atRest.Replace("Canceled", "Scheduled", StringComparison.Ordinal)));
            Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(settled.IsDone ? 1 : 0));
            Assert.That(await desk.Get<ICancellationReconciler>().SweepAsync(), Is.Default, "It is at rest.");
        }
    }

    [Test]
    public async Task A_refusal_for_a_passing_cause_may_be_tried_again_under_its_id()
    {
        using var desk = new Desk();
        var request = Subscribed(desk) with { Kind = CancellationKind.Now };
        desk.Stripe.Faults.Add(StripeFault.RefuseConnection().On(HttpMethod.Delete, "/v1/subscriptions"));
        await desk.Subscriptions.CancelAsync(request);

        Assert.That((await desk.Subscriptions.CancelAsync(request)).State, Is.EqualTo(CancellationState.Canceled));
    }

    [Test]
    public async Task The_same_click_finds_out_at_once_what_became_of_a_lost_one()
    {
        using var desk = new Desk();
        var request = Subscribed(desk) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Prorated };
        desk.Stripe.Faults.Add(StripeFault.LoseReply().On(HttpMethod.Delete, "/v1/subscriptions"));
        var lost = await desk.Subscriptions.CancelAsync(request);
        desk.Time.Advance(TimeSpan.FromDays(1));
        desk.Stripe.ClearRequests();

        var found = await desk.Subscriptions.CancelAsync(request);

        Assert.That((lost.State, found.State, found.RefundState), Is.EqualTo((CancellationState.Unknown, CancellationState.Canceled, (RefundState?)RefundState.Succeeded)));
        Assert.That(found.RefundAmount, Is.EqualTo(lost.RefundAmount), "The amount is that of the decision, not of the day it is found.");
        Assert.That(desk.Stripe.Requests.Any(sent => sent.Method == "DELETE"), Is.False);
    }

    [TestCase("lost reply")]
    [TestCase("500 done")]
    [TestCase("lost request")]
    [TestCase("late")]
    public async Task A_half_done_pair_is_visible_and_settles(string fault)
    {
        using var desk = new Desk();
        var request = Subscribed(desk) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full };
        desk.Stripe.Faults.Add(FaultOf(fault).On(HttpMethod.Post, "/v1/refunds"));

        var half = await desk.Subscriptions.CancelAsync(request);
        var listed = await desk.Get<ICancellationReconciler>().ListOpenAsync(MerchantId.Default);
        desk.Time.Advance(TimeSpan.FromMinutes(5));
        await SweepAsync(desk);
        var again = await desk.Subscriptions.CancelAsync(request);

        Assert.That((half.State, half.RefundState), Is.EqualTo((CancellationState.Canceled, (RefundState?)RefundState.Unknown)));
        Assert.That(half.Reasons.Select(reason => reason.Code), Does.Contain("cancellation.refund_due"));
        Assert.That(listed.Single().OwesRefund, Is.True);
        Assert.That((again.RefundState, again.IsRepeat), Is.EqualTo(((RefundState?)RefundState.Succeeded, true)));
        Assert.That(desk.Stripe.Account.Refunds.Single().Amount, Is.EqualTo(2_000));
    }

    [TestCase("GET", "/v1/payment_intents", 1)]
    [TestCase("POST", "/v1/refunds", 0)]
    [TestCase("DELETE", "/v1/subscriptions", 0)]
    public async Task Who_dies_in_the_middle_is_followed_by_another_node(string method, string path, int after)
    {
        using var dying = Node();
        var request = Subscribed(dying) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full };
        stripe.Faults.Add(StripeFault.HangAfterApplying().On(new HttpMethod(method), path).After(after));
        _ = dying.Subscriptions.CancelAsync(request);

        using var other = Node();
        var meanwhile = await other.Subscriptions.CancelAsync(request);
        stripe.Faults.Clear();
        other.Time.Advance(TimeSpan.FromSeconds(1));
        await SettleAsync(other);

        var settled = (await store.GetCancellationAsync(MerchantId.Default, request.RequestId, default))!;
        Assert.That(meanwhile.State, Is.AnyOf(CancellationState.InProgress, CancellationState.Canceled));
        Assert.That((settled.State, settled.Refund), Is.EqualTo((CancellationState.Canceled, (RefundState?)RefundState.Succeeded)));
        Assert.That(stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_agents_who_cancel_with_a_refund_at_once_cancel_and_refund_once()
    {
        var held = new HeldStripe();
        using var desk = new Desk(builder => builder.Services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => held));
        var request = Subscribed(desk) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full };
        desk.Stripe.Faults.Add(StripeFault.LoseReply().On(HttpMethod.Delete, "/v1/subscriptions").Times(2));

        var clicks = new[] { "a", "b", "a" }.Select(id => desk.Subscriptions.CancelAsync(request with { RequestId = id })).ToArray();
        while (!clicks.All(click => click.IsCompleted))
        {
            held.Release();
        }

        for (var i = 0; i < 20; i++)
        {
            desk.Time.Advance(TimeSpan.FromMinutes(30));
            var sweep = SweepAsync(desk);
            while (!sweep.IsCompleted)
            {
                held.Release();
            }
        }

        var states = (await desk.Store.GetSubscriptionLedgerAsync(Desk.Scope, request.Subscription, default)).Cancellations;
        Assert.That(states.Select(intent => (intent.State, intent.Refund)), Is.EqualTo(new[] { (CancellationState.Canceled, (RefundState?)RefundState.Succeeded) }));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));

        // Which of the two agents is first, and whether the other comes while that one is at it or after, is up to the threads.
        foreach (var late in clicks.Select(click => click.Result).Where(result => result.RequestId != states[0].RequestId))
        {
            string[] codes = ["cancellation.another_open", "subscription.already_canceled", "payment.already_refunded"];
            Assert.That(late.Reasons.Select(reason => reason.Code).Intersect(codes), Is.Not.Empty, $"{late}");
        }
    }

    [Test]
    public async Task Somebody_who_cancels_in_the_dashboard_first_pays_nothing_twice()
    {
        using var desk = new Desk();
        var request = Subscribed(desk) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full };
        desk.Stripe.Faults.Add(StripeFault.Status(404, """{"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such subscription"}}""").On(HttpMethod.Delete, "/v1/subscriptions"));

        var result = await desk.Subscriptions.CancelAsync(request);

        Assert.That((result.State, result.Reasons[0].Code, result.RefundState), Is.EqualTo((CancellationState.Refused, "subscription.already_canceled", (RefundState?)null)));
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
    }

    [Test]
    public async Task Stripes_own_approval_is_waited_for_and_then_the_refund_is_made()
    {
        using var desk = new Desk();
        var request = Subscribed(desk) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full };
        desk.Stripe.Faults.Add(StripeFault.Status(400, Approval).On(HttpMethod.Delete, "/v1/subscriptions"));

        var waiting = await desk.Subscriptions.CancelAsync(request);
        desk.Stripe.Account.CancelSubscription(request.Subscription.Value);
        var results = await desk.DeliverAsync();
        desk.Time.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync(desk);
        var done = await desk.Subscriptions.CancelAsync(request);

        Assert.That((waiting.State, waiting.StripeApproval!.Id), Is.EqualTo((CancellationState.AwaitingStripeApproval, "apreq_1")));
        Assert.That(results.Select(result => result.StatusCode), Is.All.EqualTo(200));
        Assert.That((done.State, done.RefundState), Is.EqualTo((CancellationState.Canceled, (RefundState?)RefundState.Succeeded)));
        Assert.That(desk.Stripe.Requests.Count(sent => sent.Method == "DELETE"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_approval_that_nobody_gives_lapses()
    {
        using var desk = new Desk();
        var request = Subscribed(desk) with { Kind = CancellationKind.Now };
        desk.Stripe.Faults.Add(StripeFault.Status(400, Approval).On(HttpMethod.Delete, "/v1/subscriptions"));
        await desk.Subscriptions.CancelAsync(request);
        desk.Time.Advance(TimeSpan.FromDays(31));

        await SweepAsync(desk);

        Assert.That((await desk.Subscriptions.CancelAsync(request)).Reasons[0].Code, Is.EqualTo("stripe.approval_lapsed"));
    }

    [Test]
    public async Task A_webhook_settles_a_lost_answer_by_a_fresh_read()
    {
        using var desk = new Desk();
        var request = Subscribed(desk) with { Kind = CancellationKind.Now };
        desk.Stripe.Account.TakeWebhooks();
        desk.Stripe.Faults.Add(StripeFault.LoseReply().On(HttpMethod.Delete, "/v1/subscriptions"));
        await desk.Subscriptions.CancelAsync(request);

        await desk.DeliverAsync();

        var settled = (await desk.Store.GetCancellationAsync(MerchantId.Default, request.RequestId, default))!;
        Assert.That((settled.State, settled.DueAt), Is.EqualTo((CancellationState.Canceled, (DateTimeOffset?)null)));
        Assert.That((await desk.AuditAsync())[^1].EventId, Is.Not.Null);
    }

    [Test]
    public async Task An_undo_waits_until_the_cancellation_is_settled()
    {
        using var desk = new Desk();
        var request = Subscribed(desk);
        desk.Stripe.Faults.Add(StripeFault.ArriveLate(TimeSpan.FromMinutes(5)).On(HttpMethod.Post, "/v1/subscriptions"));
        await desk.Subscriptions.CancelAsync(request);

        var undo = await desk.Subscriptions.CancelAsync(request with { RequestId = "undo", Kind = CancellationKind.Undo });

        Assert.That(undo.Reasons.Select(reason => reason.Code), Does.Contain("cancellation.another_open"));
    }

    [Test]
    public async Task A_Stripe_that_does_not_tell_for_a_day_needs_a_person_and_is_looked_at_all_the_same()
    {
        using var desk = new Desk();
        var request = Subscribed(desk) with { Kind = CancellationKind.Now };
        desk.Stripe.Faults.Add(StripeFault.LoseReply().On(HttpMethod.Delete, "/v1/subscriptions"));
        await desk.Subscriptions.CancelAsync(request);
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).On(HttpMethod.Get, "/v1/subscriptions").Times(100));
        for (var hour = 0; hour < 26; hour++)
        {
            desk.Time.Advance(TimeSpan.FromHours(1));
            await SweepAsync(desk);
        }

        var given = (await desk.Store.GetCancellationAsync(MerchantId.Default, request.RequestId, default))!.State;
        desk.Stripe.Faults.Clear();
        desk.Time.Advance(TimeSpan.FromHours(7));
        await SweepAsync(desk);

        Assert.That((given, (await desk.Subscriptions.CancelAsync(request)).State), Is.EqualTo((CancellationState.NeedsHuman, CancellationState.Canceled)));
    }

    [Test]
    public async Task What_never_arrived_and_is_too_old_to_ask_again_is_refused()
    {
        using var desk = new Desk();
        var request = Subscribed(desk) with { Kind = CancellationKind.Now };
        desk.Stripe.Faults.Add(StripeFault.LoseRequest().On(HttpMethod.Delete, "/v1/subscriptions"));
        await desk.Subscriptions.CancelAsync(request);
        desk.Time.Advance(TimeSpan.FromHours(24));

        await SweepAsync(desk);

        var refused = await desk.Subscriptions.CancelAsync(request);
        Assert.That((refused.State, refused.Reasons[0].Code), Is.EqualTo((CancellationState.Refused, "outcome.absent")));
    }

    private static StripeFault FaultOf(string name) => name switch
    {
        "lost reply" => StripeFault.LoseReply(),
        "lost request" => StripeFault.LoseRequest(),
        "late" => StripeFault.ArriveLate(TimeSpan.FromSeconds(30)),
        "500 done" => StripeFault.ServerError(applied: true, stored: true),
        "500 not done" => StripeFault.ServerError(applied: false, stored: false),
        "unreachable" => StripeFault.RefuseConnection(),
        "429" => StripeFault.RateLimited("endpoint-rate"),
        "401" => StripeFault.Status(401, """{"error":{"type":"invalid_request_error","message":"Invalid API Key"}}"""),
        "403" => StripeFault.Status(403, """{"error":{"type":"invalid_request_error","message":"Having the 'rak_subscription_write' permission"}}"""),
        _ => StripeFault.Status(400, Blocked),
    };

    private static CancellationRequest Subscribed(Desk desk)
    {
        var customer = desk.Stripe.Account.AddCustomer();
        return Desk.Cancellation(customer, desk.Stripe.Account.Subscribe(customer).SubscriptionId);
    }

    private static async Task SweepAsync(Desk desk)
    {
        await desk.Get<IRefundReconciler>().SweepAsync();
        await desk.Get<ICancellationReconciler>().SweepAsync();
    }

    private static async Task SettleAsync(Desk desk)
    {
        for (var i = 0; i < 5; i++)
        {
            desk.Time.Advance(TimeSpan.FromMinutes(5));
            await SweepAsync(desk);
        }
    }

    private Desk Node() => new(builder => builder.Services.AddSingleton<IBillingStore>(store), stripe);
}
