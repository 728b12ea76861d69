using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Refunds;

public class ApprovalTests
{
    private static readonly Actor Bot = Actor.Assistant("bot");
    private static readonly Actor Lead = Actor.Person("lead-1");

    [Test]
    public async Task A_yes_refunds_once_and_names_who_said_it()
    {
        using var desk = new Desk();
        var (request, _) = Asked(desk);
        var asked = await desk.Refunds.RefundAsync(request);
        var waiting = await WaitingAsync(desk);
        Assert.That((asked.State, waiting.State, desk.Stripe.Account.Refunds.Count), Is.EqualTo((RefundState.NeedsApproval, RefundState.NeedsApproval, 0)));
        Assert.That(waiting.Needs.Select(reason => reason.Code), Is.EqualTo(asked.Reasons.Where(reason => reason.Verdict == RefundVerdict.NeedsApproval).Select(reason => reason.Code)));

        var result = await desk.Refunds.ApproveAsync(Yes(waiting) with { Note = "Known customer" });
        var again = await desk.Refunds.ApproveAsync(Yes(waiting));
        var asks = await desk.Refunds.RefundAsync(request);

        Assert.That((result.State, again.IsRepeat, again.Refund, asks.Refund), Is.EqualTo((RefundState.Succeeded, true, result.Refund, result.Refund)));
        Assert.That(result.Reasons.Select(reason => reason.Code), Does.Contain("approval.given"));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
        Assert.That(await desk.Refunds.ListApprovalsAsync(MerchantId.Default), Is.Empty);
        Assert.That((await desk.AuditAsync()).Select(entry => (entry.Action, entry.Actor, entry.Note)), Is.EqualTo(new (string, Actor?, string?)[]
        {
            (AuditActions.ApprovalRequested, Bot, null), (AuditActions.ApprovalGiven, Lead, "Known customer"),
            (AuditActions.RefundRecorded, Bot, null), (AuditActions.RefundOutcome, Bot, null),
        }));
    }

    [Test]
    public async Task Who_asked_hears_of_the_answer_through_the_feed()
    {
        using var desk = new Desk();
        await desk.Refunds.RefundAsync(Asked(desk).Request);

        await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)));

        Assert.That(await desk.Store.GetChangeSequenceAsync(MerchantId.Default, default), Is.EqualTo(1));
    }

    [Test]
    public async Task Asked_again_it_is_the_same_request_and_no_second_line()
    {
        using var desk = new Desk();
        var (request, _) = Asked(desk);
        await desk.Refunds.RefundAsync(request);

        var again = await desk.Refunds.RefundAsync(request);

        Assert.That((again.State, again.IsRepeat), Is.EqualTo((RefundState.NeedsApproval, true)));
        Assert.That((await WaitingAsync(desk)).Version, Is.EqualTo(1));
        Assert.That(await desk.AuditAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_amount_may_be_lowered()
    {
        using var desk = new Desk();
        await desk.Refunds.RefundAsync(Asked(desk).Request);
        var waiting = await WaitingAsync(desk);

        var result = await desk.Refunds.ApproveAsync(Yes(waiting) with { Amount = Money.Of("usd", 10_00) });

        Assert.That((result.State, result.Amount), Is.EqualTo((RefundState.Succeeded, (Money?)Money.Of("usd", 10_00))));
        Assert.That(desk.Stripe.Account.Refunds.Single().Amount, Is.EqualTo(10_00));
        Assert.That((await desk.Refunds.ApproveAsync(Yes(waiting) with { Amount = Money.Of("usd", 20_00) })).Reasons[0].Code, Is.EqualTo("approval.closed"));
    }

    [TestCase("assistant", "approval.needs_person")]
    [TestCase("automation", "approval.needs_person")]
    [TestCase("no authority", "approval.no_authority")]
    [TestCase("old version", "approval.not_as_seen")]
    [TestCase("future version", "approval.not_as_seen")]
    [TestCase("expired", "approval.expired")]
    [TestCase("more", "approval.amount_raised")]
    [TestCase("nothing", "amount.not_positive")]
    [TestCase("euros", "amount.currency_mismatch")]
    [TestCase("unknown id", "approval.not_found")]
    [TestCase("letters", "approval.not_found")]
    public async Task An_answer_that_does_not_count_moves_nothing_and_says_why(string what, string code)
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IApprovalAuthority>(new Upto(Actor.Person("trainee"), 5_00)));
        await desk.Refunds.RefundAsync(Asked(desk).Request);
        var yes = Yes(await WaitingAsync(desk));
        var answer = what switch
        {
            "assistant" => yes with { By = Bot },
            "automation" => yes with { By = Actor.Automation("rule") },
            "no authority" => yes with { By = Actor.Person("trainee") },
            "old version" => yes with { Version = 0 },
            "future version" => yes with { Version = 2 },
            "more" => yes with { Amount = Money.Of("usd", 42_01) },
            "nothing" => yes with { Amount = Money.Of("usd", 0) },
            "euros" => yes with { Amount = Money.Of("eur", 1_00) },
            "unknown id" => yes with { RequestId = "other" },
            "letters" => yes with { RequestId = "REQUEST-1" },
            _ => yes,
        };
        desk.Time.Advance(what == "expired" ? TimeSpan.FromDays(3) : TimeSpan.Zero);

        var result = await desk.Refunds.ApproveAsync(answer);

        Assert.That(result.Reasons[0].Code, Is.EqualTo(code));
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
        Assert.That((await WaitingAsync(desk)).Version, Is.EqualTo(1), "As it was.");
        Assert.That((await desk.AuditAsync())[^1].Action, Is.EqualTo(code == "approval.not_found" ? AuditActions.ApprovalRequested : AuditActions.ApprovalDeclined));
    }

    [Test]
    public async Task An_authority_may_allow_less_than_was_asked_for()
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IApprovalAuthority>(new Upto(Actor.Person("trainee"), 5_00)));
        await desk.Refunds.RefundAsync(Asked(desk).Request);

        var result = await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)) with { By = Actor.Person("trainee"), Amount = Money.Of("usd", 5_00) });

        Assert.That(result.State, Is.EqualTo(RefundState.Succeeded));
    }

    [TestCase(false, "approval.own_request")]
    [TestCase(true, null)]
    public async Task Nobody_approves_their_own_request_unless_the_merchant_says_so(bool allowed, string? code)
    {
        var merchant = new MerchantCredentials(MerchantId.Default, StripeApiKey.Parse(StripeSimulator.SecretKey)) { AllowOwnApproval = allowed };
        using var desk = Strict(merchant);
        await desk.Refunds.RefundAsync(Asked(desk).Request with { Actor = Lead });

        var result = await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)));

        Assert.That(result.State == RefundState.Succeeded, Is.EqualTo(allowed));
        Assert.That(code is null || result.Reasons[0].Code == code, Is.True);
        Assert.That((await desk.Refunds.ApproveAsync(Yes((await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default))!) with { By = Actor.Person("second") })).State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task A_payment_that_changed_since_wants_another_look_and_another_yes()
    {
        using var desk = new Desk();
        var (request, paid) = Asked(desk);
        await desk.Refunds.RefundAsync(request with { Amount = Money.Of("usd", 10_00) });
        var seen = await WaitingAsync(desk);
        desk.Stripe.Account.Refund(paid, 1_00);

        var first = await desk.Refunds.ApproveAsync(Yes(seen));
        var stale = await desk.Refunds.ApproveAsync(Yes(seen));
        var second = await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)));

        Assert.That((first.State, first.Reasons[0].Code), Is.EqualTo((RefundState.NeedsApproval, "approval.facts_changed")));
        Assert.That(stale.Reasons[0].Code, Is.EqualTo("approval.not_as_seen"));
        Assert.That(second.State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task A_payment_that_is_gone_since_is_not_refunded_by_a_yes()
    {
        using var desk = new Desk();
        var (request, paid) = Asked(desk);
        await desk.Refunds.RefundAsync(request);
        desk.Stripe.Account.Refund(paid, 42_00);

        await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)));
        var result = await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)));

        Assert.That((result.State, result.Reasons[0].Code), Is.EqualTo((RefundState.NeedsApproval, "payment.already_refunded")));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1), "The dashboard's.");
    }

    [Test]
    public async Task Rules_that_changed_since_want_another_yes()
    {
        var rules = new Rules("v1", RefundVerdict.NeedsApproval);
        using var desk = new Desk(builder => builder.Services.AddSingleton<IRefundPolicyEngine>(rules));
        await desk.Refunds.RefundAsync(Asked(desk).Request);
        rules.Version = "v2";

        var first = await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)));
        var second = await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)));

        Assert.That((first.Reasons[0].Code, second.State, second.PolicyVersion), Is.EqualTo(("approval.policy_changed", RefundState.Succeeded, "v2")));
    }

    [Test]
    public async Task No_yes_makes_good_what_could_not_be_read()
    {
        var stripe = new StripeSimulator();
        stripe.AddRestrictedKey("rk_test_no_disputes", "payment_intent_read", "charge_write");
        using var desk = new Desk(builder => builder.UseStripe(options => options.ApiKey = "rk_test_no_disputes"), stripe);
        var customer = stripe.Account.AddCustomer("jenny@example.com");
        var paid = stripe.Account.Pay(customer, 42_00);
        stripe.Account.OpenDispute(paid.ChargeId!, "general", "won");
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { Actor = Bot });

        var result = await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)));

        Assert.That(result.State, Is.EqualTo(RefundState.NeedsApproval));
        Assert.That(result.Reasons.Select(reason => reason.Code), Does.Contain("facts.missing"));
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
    }

    [Test]
    public async Task A_no_ends_it_for_good()
    {
        using var desk = new Desk();
        var (request, _) = Asked(desk);
        await desk.Refunds.RefundAsync(request);
        var waiting = await WaitingAsync(desk);
        Assert.That((await desk.Refunds.RejectAsync(Yes(waiting) with { By = Bot })).Reasons[0].Code, Is.EqualTo("approval.needs_person"));
        Assert.That((await desk.Refunds.RejectAsync(Yes(waiting) with { Version = 7 })).Reasons[0].Code, Is.EqualTo("approval.not_as_seen"));

        var result = await desk.Refunds.RejectAsync(Yes(waiting) with { Note = "Twice this week" });

        Assert.That((result.State, result.Reasons[0].Code), Is.EqualTo((RefundState.Refused, "approval.rejected")));
        Assert.That((await desk.Refunds.RefundAsync(request)).State, Is.EqualTo(RefundState.Refused));
        Assert.That((await desk.Refunds.ApproveAsync(Yes(waiting))).Reasons[0].Code, Is.EqualTo("approval.closed"));
        Assert.That((await desk.Refunds.RejectAsync(Yes(waiting))).Reasons[0].Code, Is.EqualTo("approval.closed"));
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
    }

    [Test]
    public async Task What_nobody_answers_expires_and_may_be_asked_for_again()
    {
        using var desk = new Desk();
        var (request, _) = Asked(desk);
        await desk.Refunds.RefundAsync(request);
        desk.Time.Advance(TimeSpan.FromDays(3));

        var sweep = await desk.Get<IRefundReconciler>().SweepAsync();

        Assert.That((sweep.Looked, sweep.Settled), Is.EqualTo((1, 1)));
        Assert.That(await desk.Refunds.ListApprovalsAsync(MerchantId.Default), Is.Empty);
        Assert.That((await desk.AuditAsync())[^1].Action, Is.EqualTo(AuditActions.ApprovalExpired));
        Assert.That((await desk.Refunds.RefundAsync(request)).State, Is.EqualTo(RefundState.NeedsApproval));
        Assert.That((await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)))).State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task Of_many_who_say_yes_and_no_at_once_one_counts()
    {
        for (var round = 0; round < 10; round++)
        {
            using var desk = new Desk();
            await desk.Refunds.RefundAsync(Asked(desk).Request);
            var yes = Yes(await WaitingAsync(desk));

            await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
                i % 4 == 3 ? desk.Refunds.RejectAsync(yes) : desk.Refunds.ApproveAsync(yes with { By = Actor.Person($"lead-{i}"), Amount = Money.Of("usd", 1_00 + i) }))));

            Assert.That(desk.Stripe.Account.Refunds.Count, Is.LessThanOrEqualTo(1));
            var given = (await desk.AuditAsync()).Count(entry => entry.Action is AuditActions.ApprovalGiven or AuditActions.ApprovalRejected);
            Assert.That(given, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_lost_answer_after_a_yes_is_found_out_and_asked_for_again_under_the_same_yes()
    {
        using var desk = new Desk();
        await desk.Refunds.RefundAsync(Asked(desk).Request);
        desk.Stripe.Faults.Add(StripeFault.LoseRequest().On("POST", "/v1/refunds"));
        var result = await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)) with { Amount = Money.Of("usd", 10_00) });
        Assert.That(result.State, Is.EqualTo(RefundState.Unknown));
        desk.Time.Advance(TimeSpan.FromMinutes(5));

        await desk.Get<IRefundReconciler>().SweepAsync();

        Assert.That(desk.Stripe.Account.Refunds.Single().Amount, Is.EqualTo(10_00));
    }

    [Test]
    public async Task A_yes_is_a_persons_for_stops_and_limits()
    {
        using var desk = new Desk(builder => builder.Services.Configure<BillingContextOptions>(options =>
            options.RefundLimits.Add(new RefundLimit("one", LimitPer.Actor, TimeSpan.FromDays(1), count: 1))));
        await desk.Refunds.RefundAsync(Asked(desk).Request);
        await desk.Get<IMerchantSwitch>().StopAsync(MerchantId.Default, StoppedActions.Automatic, Lead);
        var first = await desk.Refunds.ApproveAsync(Yes(await WaitingAsync(desk)));
        await desk.Get<IMerchantSwitch>().ResumeAsync(MerchantId.Default, Lead);
        await desk.Refunds.RefundAsync(Asked(desk).Request with { RequestId = "request-2" });

        var waiting = await WaitingAsync(desk);
        var second = await desk.Refunds.ApproveAsync(Yes(waiting));
        var other = await desk.Refunds.ApproveAsync(Yes(waiting) with { By = Actor.Person("lead-2") });

        Assert.That((first.State, second.State, other.State), Is.EqualTo((RefundState.Succeeded, RefundState.NeedsApproval, RefundState.Succeeded)));
        Assert.That(second.Reasons[0].Code, Is.EqualTo("limit.count_reached"));
    }

    [Test]
    public async Task Stripes_own_approvals_are_on_the_list_and_not_answered_here()
    {
        using var desk = new Desk();
        desk.Stripe.Account.RequireApprovalAbove(0);
        await desk.Refunds.RefundAsync(Asked(desk).Request with { Actor = Lead });

        var waiting = await WaitingAsync(desk);
        var result = await desk.Refunds.ApproveAsync(Yes(waiting) with { By = Actor.Person("second") });

        Assert.That((waiting.State, waiting.StripeApproval), Is.EqualTo((RefundState.AwaitingStripeApproval, waiting.StripeApproval)));
        Assert.That(waiting.StripeApproval, Is.Not.Null);
        Assert.That(result.Reasons[0].Code, Is.EqualTo("approval.closed"));
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
    }

    [Test]
    public async Task Another_merchants_request_is_not_there()
    {
        using var desk = new Desk();
        await desk.Refunds.RefundAsync(Asked(desk).Request);

        Assert.That(
            () => desk.Refunds.ApproveAsync(Yes(new RefundIntentSeen("request-1", 1)) with { Merchant = new MerchantId("other") }),
            Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("merchant.unknown"));
        Assert.That((await desk.Refunds.RejectAsync(Yes(new RefundIntentSeen("request-1", 1)) with { Merchant = new MerchantId("other") })).Reasons[0].Code, Is.EqualTo("approval.not_found"));
    }

    [Test]
    public async Task A_cancellation_is_approved_with_its_refund()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com");
        var subscription = desk.Stripe.Account.Subscribe(customer, createdAt: desk.Time.GetUtcNow().AddDays(-10));
        var request = Desk.Cancellation(customer, subscription.SubscriptionId) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Prorated, Actor = Bot };
        var asked = await desk.Subscriptions.CancelAsync(request);
        var waiting = (await desk.Subscriptions.ListApprovalsAsync(MerchantId.Default)).Single();
        desk.Time.Advance(TimeSpan.FromHours(30));
        var yes = new ApprovalAnswer { Merchant = MerchantId.Default, RequestId = "cancel-1", Version = waiting.Version, By = Lead };
        Assert.That((await desk.Subscriptions.ApproveAsync(yes with { By = Bot })).Reasons[0].Code, Is.EqualTo("approval.needs_person"));
        Assert.That((await desk.Subscriptions.ApproveAsync(yes with { Amount = Money.Of("usd", 1) })).Reasons[0].Code, Is.EqualTo("approval.no_amount"));

        var result = await desk.Subscriptions.ApproveAsync(yes);
        var again = await desk.Subscriptions.ApproveAsync(yes);

        Assert.That((asked.State, result.State, result.RefundState, again.IsRepeat), Is.EqualTo((CancellationState.NeedsApproval, CancellationState.Canceled, (RefundState?)RefundState.Succeeded, true)));
        Assert.That(desk.Stripe.Account.Refunds.Single().Amount, Is.EqualTo(waiting.RefundAmount!.Value.MinorUnits), "What the person saw, though less is unused by now.");
        Assert.That((await desk.AuditAsync()).Select(entry => entry.Action), Does.Contain(AuditActions.ApprovalGiven));
    }

    [Test]
    public async Task A_subscription_that_changed_since_wants_another_yes()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com");
        var subscription = desk.Stripe.Account.Subscribe(customer);
        await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription.SubscriptionId) with { Actor = Bot });
        desk.Time.Advance(TimeSpan.FromDays(2));
        var waiting = (await desk.Subscriptions.ListApprovalsAsync(MerchantId.Default)).Single();
        var yes = new ApprovalAnswer { Merchant = MerchantId.Default, RequestId = "cancel-1", Version = waiting.Version, By = Lead };
        await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription.SubscriptionId) with { RequestId = "person" });

        var result = await desk.Subscriptions.ApproveAsync(yes);
        var rejected = await desk.Subscriptions.RejectAsync(yes with { Version = 2 });

        Assert.That((result.State, result.Reasons[0].Code), Is.EqualTo((CancellationState.NeedsApproval, "approval.facts_changed")));
        Assert.That((rejected.State, rejected.Reasons[0].Code), Is.EqualTo((CancellationState.Refused, "approval.rejected")));
    }

    [Test]
    public async Task A_cancellation_nobody_answers_expires()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com");
        var request = Desk.Cancellation(customer, desk.Stripe.Account.Subscribe(customer).SubscriptionId) with { Actor = Bot };
        await desk.Subscriptions.CancelAsync(request);
        desk.Time.Advance(TimeSpan.FromDays(3));

        await desk.Get<ICancellationReconciler>().SweepAsync();

        Assert.That(await desk.Subscriptions.ListApprovalsAsync(MerchantId.Default), Is.Empty);
        Assert.That((await desk.Subscriptions.CancelAsync(request)).State, Is.EqualTo(CancellationState.NeedsApproval));
    }

    /// <summary>An assistant's request, which without a policy needs a person's yes.</summary>
    private static (RefundRequest Request, SimulatedPayment Paid) Asked(Desk desk)
    {
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 42_00);
        return (Desk.Request(customer, paid) with { Actor = Bot }, paid);
    }

    private static async Task<RefundIntent> WaitingAsync(Desk desk) => (await desk.Refunds.ListApprovalsAsync(MerchantId.Default)).Single();

    private static ApprovalAnswer Yes(RefundIntent seen) => Yes(new RefundIntentSeen(seen.RequestId, seen.Version));

    private static ApprovalAnswer Yes(RefundIntentSeen seen) => new() { Merchant = MerchantId.Default, RequestId = seen.RequestId, Version = seen.Version, By = Lead };

    private static Desk Strict(MerchantCredentials merchant) => new(builder =>
    {
        builder.Services.AddSingleton<IMerchantCredentialsProvider>(new OneMerchant(merchant));
        builder.Services.AddSingleton<IRefundPolicyEngine>(new Rules("v1", RefundVerdict.NeedsApproval));
    });

    private sealed record RefundIntentSeen(string RequestId, long Version);

    private sealed class OneMerchant(MerchantCredentials merchant) : IMerchantCredentialsProvider
    {
        public ValueTask<MerchantCredentials?> GetAsync(MerchantId id, CancellationToken cancellationToken) => new(merchant);
    }

    private sealed class Upto(Actor actor, long most) : IApprovalAuthority
    {
        public ValueTask<bool> MayApproveAsync(ApprovalQuestion question, CancellationToken cancellationToken) =>
            new(question.By != actor || question.Amount <= Money.Of("usd", most));
    }

    private sealed class Rules(string version, RefundVerdict verdict) : IRefundPolicyEngine
    {
        internal string Version { get; set; } = version;

        public ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken) =>
            new(RefundDecision.Create(verdict, [new DecisionReason("test.rule", verdict, "The rule.")], Version));
    }
}
