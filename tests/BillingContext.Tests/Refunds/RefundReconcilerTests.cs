using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions.Internal;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BillingContext.Tests.Refunds;

/// <summary>What becomes of refunds that nobody asks about again.</summary>
public class RefundReconcilerTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    [Test]
    public async Task A_lost_answer_is_found_without_asking_again()
    {
        using var desk = new Desk();
        await LoseAsync(desk, StripeFault.LoseReply());
        desk.Time.Advance(TimeSpan.FromMinutes(2));
        desk.Stripe.ClearRequests();

        var sweep = await SweepAsync(desk);

        Assert.That(sweep, Is.EqualTo(new RefundSweep(1, 1, 0, 0)));
        Assert.That(await StateAsync(desk), Is.EqualTo(RefundState.Succeeded));
        Assert.That(desk.Calls, Is.EqualTo(new[] { "GET /v1/refunds" }));
        Assert.That(await SweepAsync(desk), Is.Default, "It is at rest.");
    }

    [Test]
    public async Task A_lost_request_is_sent_again_with_its_own_key()
    {
        using var desk = new Desk();
        await LoseAsync(desk, StripeFault.LoseRequest());
        desk.Time.Advance(TimeSpan.FromMinutes(2));

        await SweepAsync(desk);

        Assert.That(await StateAsync(desk), Is.EqualTo(RefundState.Succeeded));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
        Assert.That(Keys(desk).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_looked_at_before_it_is_due()
    {
        using var desk = new Desk();
        await LoseAsync(desk, StripeFault.LoseReply());

        Assert.That(await SweepAsync(desk), Is.Default);
    }

    [Test]
    public async Task Who_died_between_record_and_answer_is_followed_when_the_lease_is_over()
    {
        using var desk = new Desk(builder => builder.Services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => new NeverHears()));
        var (customer, paid) = Bought(desk);
        _ = desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        Assert.That(await SweepAsync(desk), Is.Default, "Somebody is at work on it.");
        Assert.That(await StateAsync(desk), Is.EqualTo(RefundState.InProgress));

        desk.Time.SetUtcNow(desk.Time.GetUtcNow() + Lease);
        var sweep = await SweepAsync(desk);

        Assert.That(sweep.Settled, Is.EqualTo(1));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
        Assert.That(await StateAsync(desk), Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task What_may_still_land_is_not_refused_and_what_landed_is_found()
    {
        using var desk = new Desk();
        var (customer, paid) = await LoseAsync(desk, StripeFault.ArriveLate(TimeSpan.FromMinutes(30)));
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");
        desk.Time.Advance(TimeSpan.FromMinutes(2));

        await SweepAsync(desk);

        Assert.That(await StateAsync(desk), Is.EqualTo(RefundState.Unknown), "It would not be approved now, but it may land.");
        var other = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { RequestId = "other" });
        Assert.That(other.State, Is.EqualTo(RefundState.Refused), "Its amount stays reserved.");
    }

    [Test]
    public async Task What_can_no_longer_land_and_would_not_be_approved_is_refused_and_frees_its_amount()
    {
        using var desk = new Desk();
        var (customer, paid) = await LoseAsync(desk, StripeFault.LoseRequest());
        var dispute = desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");
        desk.Time.Advance(TimeSpan.FromMinutes(70));

        await SweepAsync(desk);

        var intent = await IntentAsync(desk);
        Assert.That((intent.State, intent.FailureCode), Is.EqualTo((RefundState.Refused, "refund.no_longer_approved")));
        Assert.That((await desk.AuditAsync())[^1].Reasons.Select(reason => reason.Code), Does.Contain("dispute.open"));
        desk.Stripe.Account.CloseDispute(dispute, won: true);
        var again = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { RequestId = "again" });
        Assert.That(again.State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task A_refusal_is_the_last_word_once_the_lost_request_can_no_longer_land()
    {
        using var desk = new Desk();
        await LoseAsync(desk, StripeFault.LoseRequest());
        desk.Stripe.Faults.Add(Refuse().Times(2).On("POST", "/v1/refunds"));

        desk.Time.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync(desk);
        var soon = await StateAsync(desk);
        desk.Time.Advance(TimeSpan.FromMinutes(65));
        await SweepAsync(desk);

        Assert.That((soon, await StateAsync(desk)), Is.EqualTo((RefundState.Unknown, RefundState.Refused)));
    }

    [Test]
    public async Task A_refusal_for_a_passing_cause_is_not_the_last_word_about_a_lost_request()
    {
        using var desk = new Desk();
        await LoseAsync(desk, StripeFault.LoseRequest());
        desk.Stripe.Faults.Add(StripeFault.RateLimited("global-rate").On("POST", "/v1/refunds"));

        desk.Time.Advance(TimeSpan.FromMinutes(65));
        await SweepAsync(desk);
        var limited = await StateAsync(desk);
        desk.Time.Advance(TimeSpan.FromMinutes(5));
        await SweepAsync(desk);

        Assert.That((limited, await StateAsync(desk)), Is.EqualTo((RefundState.Unknown, RefundState.Succeeded)));
    }

    [Test]
    public async Task After_23_hours_it_is_only_looked_for()
    {
        using var desk = new Desk();
        await LoseAsync(desk, StripeFault.LoseRequest());
        desk.Time.Advance(TimeSpan.FromHours(23));
        desk.Stripe.ClearRequests();

        await SweepAsync(desk);

        var intent = await IntentAsync(desk);
        Assert.That((intent.State, intent.FailureCode), Is.EqualTo((RefundState.Refused, "outcome.absent")));
        Assert.That(desk.Calls, Is.EqualTo(new[] { "GET /v1/refunds" }));
    }

    [Test]
    public async Task A_Stripe_that_does_not_answer_for_a_day_needs_a_human_and_is_looked_at_all_the_same()
    {
        using var desk = new Desk();
        await LoseAsync(desk, StripeFault.LoseReply());
        desk.Stripe.Faults.Add(StripeFault.RefuseConnection().Times(int.MaxValue));

        var looks = 0;
        for (var hours = 0; hours < 26; hours++)
        {
            desk.Time.Advance(TimeSpan.FromHours(1));
            looks += (await SweepAsync(desk)).Looked;
        }

        Assert.That(await StateAsync(desk), Is.EqualTo(RefundState.NeedsHuman));
        Assert.That(looks, Is.EqualTo(25), "every hour, and then every six");
        Assert.That((await desk.Get<IRefundReconciler>().ListOpenAsync(default)).Single().RequestId, Is.EqualTo("request-1"));
        Assert.That((await desk.AuditAsync())[^1].Reasons.Single().Code, Is.EqualTo("outcome.unreachable"));

        desk.Stripe.Faults.Clear();
        desk.Time.Advance(TimeSpan.FromHours(6));
        var sweep = await SweepAsync(desk);

        Assert.That((sweep.Settled, await StateAsync(desk)), Is.EqualTo((1, RefundState.Succeeded)));
    }

    [Test]
    public async Task An_approval_that_was_given_at_Stripe_is_found_and_one_that_lapsed_frees_its_amount([Values] bool given)
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk);
        desk.Stripe.Account.RequireApprovalAbove(1_000);
        var waiting = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        if (given)
        {
            desk.Stripe.Account.ApproveRefund(waiting.StripeApproval!.Id);
        }
        else
        {
            desk.Stripe.Account.RejectRefund(waiting.StripeApproval!.Id);
        }

        var posts = Keys(desk).Count;
        for (var days = 0; days < 32; days++)
        {
            desk.Time.Advance(TimeSpan.FromDays(1));
            await SweepAsync(desk);
        }

        var intent = await IntentAsync(desk);
        Assert.That(intent.State, Is.EqualTo(given ? RefundState.Succeeded : RefundState.Refused));
        Assert.That(intent.FailureCode, Is.EqualTo(given ? null : "stripe.approval_lapsed"));
        Assert.That(Keys(desk), Has.Count.EqualTo(posts), "Stripe makes it itself.");
    }

    [Test]
    public async Task A_refund_on_its_way_is_followed_though_no_webhook_comes()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk);
        desk.Stripe.Account.SetNextRefundStatus("pending");
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        var watch = desk.Feed.WatchAsync(Desk.Verified(customer), default).GetAsyncEnumerator();
        var news = watch.MoveNextAsync();

        desk.Time.Advance(TimeSpan.FromHours(2));
        var before = await SweepAsync(desk);
        desk.Stripe.Account.CompleteRefund(desk.Stripe.Account.Refunds.Single().Id);
        desk.Time.Advance(TimeSpan.FromHours(3));
        var after = await SweepAsync(desk);

        Assert.That((before.Looked, before.Settled, after.Settled), Is.EqualTo((1, 0, 1)));
        Assert.That(await StateAsync(desk), Is.EqualTo(RefundState.Succeeded));
        Assert.That(await news, Is.True, "Open conversations hear of it.");
        Assert.That(watch.Current.Kind, Is.EqualTo(BillingContext.Webhooks.BillingChangeKind.Refund));
        await watch.DisposeAsync();
    }

    [Test]
    public async Task One_that_cannot_be_looked_at_keeps_no_other_waiting()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        const int Many = 130;
        desk.Stripe.Faults.Add(StripeFault.LoseReply().Times(Many).On("POST", "/v1/refunds"));
        for (var i = 0; i < Many; i++)
        {
            await desk.Refunds.RefundAsync(Desk.Request(customer, desk.Stripe.Account.Pay(customer, 4_200)) with { RequestId = $"r{i}" });
        }

        desk.Stripe.Faults.Add(StripeFault.ServerError(false, false).WithShouldRetry(false).Times(100).On("GET", "/v1/refunds"));
        desk.Time.Advance(TimeSpan.FromMinutes(2));

        var sweep = await SweepAsync(desk);

        Assert.That(sweep, Is.EqualTo(new RefundSweep(Many, Many - 100, 100, 0)));
    }

    [Test]
    public async Task A_host_sweeps_by_itself_until_it_stops()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            using var desk = new Desk();
            await LoseAsync(desk, StripeFault.LoseRequest());
            var service = desk.Get<IEnumerable<IHostedService>>().OfType<ReconcilerService>().Single();

            await service.StartAsync(default);
            desk.Time.Advance(TimeSpan.FromSeconds(59));
            Assert.That(await StateAsync(desk), Is.EqualTo(RefundState.Unknown));
            desk.Time.Advance(TimeSpan.FromMinutes(2));
            await WaitAsync(async () => await StateAsync(desk) == RefundState.Succeeded);
            await service.StopAsync(default);
            desk.Stripe.ClearRequests();
            desk.Time.Advance(TimeSpan.FromDays(1));

            Assert.That(desk.Calls, Is.Empty);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        static async Task WaitAsync(Func<Task<bool>> holds)
        {
            while (!await holds())
            {
                await Task.Delay(10);
            }
        }
    }

    [Test]
    public async Task Every_step_of_the_sweep_is_on_the_audit_log()
    {
        using var desk = new Desk();
        await LoseAsync(desk, StripeFault.LoseRequest());
        desk.Time.Advance(TimeSpan.FromMinutes(2));

        await SweepAsync(desk);

        var log = await desk.AuditAsync();
        Assert.That(log.Select(line => line.Action), Is.EqualTo(new[] { AuditActions.RefundRecorded, AuditActions.RefundOutcome, AuditActions.RefundResumed, AuditActions.RefundOutcome }));
        Assert.That(log.Skip(2).Select(line => line.Actor), Is.All.EqualTo(Actor.Automation("billingcontext.reconciler")));
    }

    private static StripeFault Refuse() =>
        StripeFault.Status(400, """{"error":{"type":"invalid_request_error","code":"charge_not_refundable","message":"no"}}""");

    private static (string Customer, SimulatedPayment Paid) Bought(Desk desk)
    {
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        return (customer, desk.Stripe.Account.Pay(customer, 4_200));
    }

    private static async Task<(string Customer, SimulatedPayment Paid)> LoseAsync(Desk desk, StripeFault fault)
    {
        var (customer, paid) = Bought(desk);
        desk.Stripe.Faults.Add(fault.On("POST", "/v1/refunds"));
        var lost = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        Assert.That(lost.State, Is.EqualTo(RefundState.Unknown));
        return (customer, paid);
    }

    private static Task<RefundSweep> SweepAsync(Desk desk) => desk.Get<IRefundReconciler>().SweepAsync();

    private static async Task<RefundState> StateAsync(Desk desk) => (await IntentAsync(desk)).State;

    private static List<string> Keys(Desk desk) =>
        [.. desk.Stripe.Requests.Where(request => request.Method == "POST").Select(request => request.Headers["Idempotency-Key"])];

    /// <summary>A process that dies when its refund has left: nothing it would do afterwards happens.</summary>
    private sealed class NeverHears : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, CancellationToken.None);
            if (request.Method == HttpMethod.Post)
            {
                await new TaskCompletionSource().Task;
            }

            return answer;
        }
    }

    private static async Task<RefundIntent> IntentAsync(Desk desk) => (await desk.Store.GetRefundIntentAsync(default, "request-1", default))!;
}
