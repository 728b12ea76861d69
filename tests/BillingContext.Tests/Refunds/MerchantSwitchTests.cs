using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Refunds;

public class MerchantSwitchTests
{
    private static readonly Actor Lead = Actor.Person("lead-1");

    [TestCase(StoppedActions.Automatic, "person:agent-7", true)]
    [TestCase(StoppedActions.Automatic, "automation:rule", false)]
    [TestCase(StoppedActions.Automatic, "assistant:bot", false)]
    [TestCase(StoppedActions.Everything, "person:agent-7", false)]
    [TestCase(StoppedActions.Everything, "automation:rule", false)]
    public async Task A_stop_holds_back_whom_it_says_and_asks_Stripe_for_nothing(StoppedActions what, string actor, bool passes)
    {
        using var desk = Desk();
        var request = Request(desk) with { Actor = ActorOf(actor) };
        await Switch(desk).StopAsync(MerchantId.Default, what, Actor.Automation("alarm"), "200 refunds in three minutes");

        var decision = await desk.Refunds.EvaluateAsync(request);
        var result = await desk.Refunds.RefundAsync(request);

        Assert.That((decision.Verdict == RefundVerdict.Approved, result.State == RefundState.Succeeded), Is.EqualTo((passes, passes)));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(passes ? 1 : 0));
        Assert.That(result.Reasons.Any(reason => reason.Code == "merchant.stopped" && reason.Message.Contains("automation:alarm", StringComparison.Ordinal)), Is.EqualTo(!passes));
    }

    [Test]
    public async Task It_goes_on_when_a_person_says_so_and_all_of_it_is_on_the_log()
    {
        using var desk = Desk();
        await Switch(desk).StopAsync(MerchantId.Default, StoppedActions.Everything, Lead, "drill\nnow");
        await desk.Refunds.RefundAsync(Request(desk));
        Assert.That(() => Switch(desk).ResumeAsync(MerchantId.Default, Actor.Assistant("bot")), Throws.ArgumentException.And.Message.Contains("assistant:bot"));
        Assert.That(() => Switch(desk).ResumeAsync(MerchantId.Default, Actor.Automation("alarm")), Throws.ArgumentException);
        Assert.That((await Switch(desk).GetAsync(MerchantId.Default))!.Note, Is.EqualTo("drill\uFFFDnow"));

        await Switch(desk).ResumeAsync(MerchantId.Default, Lead);
        await Switch(desk).ResumeAsync(MerchantId.Default, Lead);

        Assert.That(await Switch(desk).GetAsync(MerchantId.Default), Is.Null);
        Assert.That((await desk.Refunds.RefundAsync(Request(desk))).State, Is.EqualTo(RefundState.Succeeded));
        Assert.That((await desk.AuditAsync()).Select(entry => entry.Action), Is.EqualTo(new[]
        {
            AuditActions.MerchantStopped, AuditActions.RefundDeclined, AuditActions.MerchantResumed, AuditActions.RefundRecorded, AuditActions.RefundOutcome,
        }));
    }

    [Test]
    public async Task Stopping_once_more_is_no_news_and_stopping_more_is()
    {
        using var desk = Desk();
        var first = await Switch(desk).StopAsync(MerchantId.Default, StoppedActions.Automatic, Lead);
        desk.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await Switch(desk).StopAsync(MerchantId.Default, StoppedActions.Automatic, Actor.Person("other")), Is.EqualTo(first));
        Assert.That((await Switch(desk).StopAsync(MerchantId.Default, StoppedActions.Everything, Lead)).Since, Is.GreaterThan(first.Since));
        Assert.That((await Switch(desk).StopAsync(MerchantId.Default, StoppedActions.Automatic, Actor.Automation("alarm"))).What, Is.EqualTo(StoppedActions.Everything), "Nobody weakens it.");
        Assert.That(await desk.AuditAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_stop_pulled_while_a_refund_is_decided_counts()
    {
        Pulling? pulling = null;
        using var desk = new Desk(builder => builder.Services.AddSingleton<IRefundPolicyEngine>(provider => pulling = new Pulling(provider)));

        var result = await desk.Refunds.RefundAsync(Request(desk));

        Assert.That(pulling!.Pulled, Is.True);
        Assert.That(result.State, Is.EqualTo(RefundState.Refused));
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
    }

    [Test]
    public async Task What_was_lost_before_a_stop_is_looked_for_and_not_asked_for_again()
    {
        using var desk = Desk();
        desk.Stripe.Faults.Add(StripeFault.LoseRequest().On("POST", "/v1/refunds"));
        var request = Request(desk);
        Assert.That((await desk.Refunds.RefundAsync(request)).State, Is.EqualTo(RefundState.Unknown));
        await Switch(desk).StopAsync(MerchantId.Default, StoppedActions.Everything, Lead);
        desk.Time.Advance(TimeSpan.FromHours(2));
        desk.Stripe.ClearRequests();

        await desk.Get<IRefundReconciler>().SweepAsync();

        Assert.That(desk.Calls.Where(call => call.StartsWith("POST", StringComparison.Ordinal)), Is.Empty);
        Assert.That((await desk.Refunds.RefundAsync(request)).State, Is.EqualTo(RefundState.Refused), "Absent, and nothing can land any more.");
        Assert.That((await desk.AuditAsync())[^1].Reasons.Select(reason => reason.Code), Does.Contain("merchant.stopped"));
    }

    [Test]
    public async Task A_stop_holds_back_cancellations_too()
    {
        using var desk = Desk();
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com");
        var subscription = desk.Stripe.Account.Subscribe(customer);
        await Switch(desk).StopAsync(MerchantId.Default, StoppedActions.Automatic, Lead);
        var request = Tests.Framework.Desk.Cancellation(customer, subscription.SubscriptionId);

        var rule = await desk.Subscriptions.CancelAsync(request with { RequestId = "rule", Actor = Actor.Automation("rule") });
        var person = await desk.Subscriptions.CancelAsync(request);

        Assert.That((rule.State, person.State), Is.EqualTo((CancellationState.Refused, CancellationState.Scheduled)));
        Assert.That(rule.Reasons[0].Code, Is.EqualTo("merchant.stopped"));
    }

    [Test]
    public void A_note_that_is_too_long_is_refused()
    {
        using var desk = Desk();

        Assert.That(() => Switch(desk).StopAsync(MerchantId.Default, StoppedActions.Everything, Lead, new string('x', 501)), Throws.ArgumentException);
        Assert.That(() => Switch(desk).StopAsync(MerchantId.Default, (StoppedActions)7, Lead), Throws.ArgumentException);
    }

    private static Desk Desk() => new();

    private static IMerchantSwitch Switch(Desk desk) => desk.Get<IMerchantSwitch>();

    private static Actor ActorOf(string text) => text.Split(':') is [var kind, var id] && kind == "person" ? Actor.Person(id)
        : text.StartsWith("assistant", StringComparison.Ordinal) ? Actor.Assistant("bot") : Actor.Automation("rule");

    /// <summary>The same request for the same payment each time it is called for a desk.</summary>
    private static RefundRequest Request(Desk desk)
    {
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com");
        return Tests.Framework.Desk.Request(customer, desk.Stripe.Account.Pay(customer, 4_200));
    }

    /// <summary>Pulls the switch in the middle of a decision.</summary>
    private sealed class Pulling(IServiceProvider provider) : IRefundPolicyEngine
    {
        internal bool Pulled { get; private set; }

        public async ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken)
        {
            Pulled = true;
            await provider.GetRequiredService<IMerchantSwitch>().StopAsync(MerchantId.Default, StoppedActions.Everything, Actor.Automation("alarm"), null, cancellationToken);
            return RefundDecision.Create(RefundVerdict.Approved, [new DecisionReason("test.approved", RefundVerdict.Approved, "Everything goes.")]);
        }
    }
}
