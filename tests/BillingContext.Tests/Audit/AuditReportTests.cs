using BillingContext.Audit;
using BillingContext.Audit.Internal;
using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Tests.Audit;

/// <summary>What was moved, by whom, under which rule. Whatever histories there are is <see cref="AuditReportPropertyTests"/>'.</summary>
internal sealed class AuditReportTests
{
    private static readonly StripeScope Live = new(Some.Acme, null, Livemode: true);
    private static readonly DateTimeOffset From = Some.Now;
    private static readonly DateTimeOffset Until = Some.Now.AddDays(30);

    [Test]
    public void A_refund_counts_once_however_often_its_outcome_is_told()
    {
        var report = Report(Recorded("r"), Told("r", RefundState.Unknown), Told("r", RefundState.Pending), Told("r", RefundState.Succeeded), Told("r", RefundState.Succeeded));

        Assert.That(report.Totals.Single().Moved, Is.EqualTo(new AuditSum(1, Usd(1_000))));
        Assert.That((report.Refunds.Single().RequestId, report.Refunds.Single().Money), Is.EqualTo(("r", AuditedMoney.Moved)));
        Assert.That(report.AsOf, Is.EqualTo(5));
    }

    [TestCase(RefundState.Succeeded, AuditedMoney.Moved)]
    [TestCase(RefundState.Pending, AuditedMoney.Moved)]
    [TestCase(RefundState.RequiresAction, AuditedMoney.Moved)]
    [TestCase(RefundState.Failed, AuditedMoney.CameBack)]
    [TestCase(RefundState.Canceled, AuditedMoney.CameBack)]
    [TestCase(RefundState.Refused, AuditedMoney.NotMade)]
    [TestCase(RefundState.Unknown, AuditedMoney.Open)]
    [TestCase(RefundState.InProgress, AuditedMoney.Open)]
    [TestCase(RefundState.NeedsHuman, AuditedMoney.Open)]
    [TestCase(RefundState.AwaitingStripeApproval, AuditedMoney.Open)]
    [TestCase((RefundState)99, AuditedMoney.Open)]
    public void What_is_not_known_is_never_said_to_have_moved_or_not(RefundState state, AuditedMoney money)
    {
        var refund = Report(Recorded("r"), Told("r", state)).Refunds.Single();

        Assert.That(refund.Money, Is.EqualTo(money));
    }

    [Test]
    public void A_refund_belongs_to_when_it_was_approved_and_is_followed_beyond_the_period()
    {
        AuditEntry[] lines = [Recorded("before") with { At = From.AddTicks(-1) }, Recorded("first") with { At = From }, Recorded("late") with { At = Until }, Told("first", RefundState.Failed) with { At = Until.AddDays(20) }];

        var report = Report(lines);

        Assert.That(report.Refunds.Select(refund => (refund.RequestId, refund.Money)), Is.EqualTo(new[] { ("first", AuditedMoney.CameBack) }));
        Assert.That(report.AsOf, Is.EqualTo(4));
    }

    [Test]
    public void Who_asked_is_who_asked_and_not_who_found_out()
    {
        var report = Report(
            Recorded("r"),
            Told("r", RefundState.Unknown) with { Action = AuditActions.RefundResumed, Actor = Actor.Automation("billingcontext.reconciler") },
            Told("r", RefundState.Succeeded) with { Action = AuditActions.RefundStatusChanged, Actor = null });

        Assert.That(report.ByActor.Single().Actor, Is.EqualTo(Actor.Person("agent_7")));
    }

    [Test]
    public void What_is_declined_under_the_id_of_a_refund_that_was_made_takes_nothing_back()
    {
        var report = Report(Recorded("r"), Told("r", RefundState.Succeeded), Recorded("r") with { Action = AuditActions.RefundDeclined, State = RefundState.Refused, Actor = Actor.Assistant("lumi") });

        Assert.That(report.ByActor.Single().ToString(), Does.StartWith("person:agent_7: moved 1 of 10.00 USD"));
    }

    [Test]
    public void A_refund_approved_anew_counts_for_who_and_what_approved_it_last()
    {
        var again = Recorded("r", "careful") with { At = From.AddDays(1), Actor = Actor.Person("agent_8") };

        var report = Report(Recorded("r"), Told("r", RefundState.Refused), again, Told("r", RefundState.Succeeded));

        Assert.That(report.ByActor.Single().Actor, Is.EqualTo(Actor.Person("agent_8")));
        Assert.That(report.ByRule.Single().Rules, Is.EqualTo(new[] { "careful" }));
        Assert.That(report.Refunds.Single().At, Is.EqualTo(again.At));
    }

    [Test]
    public void Rules_that_approved_together_share_once_and_no_rule_is_a_share_too()
    {
        var report = Report(Recorded("a", "small", "recent"), Recorded("b", "recent"), Recorded("c"), Recorded("d", "recent", "small"), Told("adopted", RefundState.Succeeded) with { PolicyVersion = null });

        Assert.That(
            report.ByRule.Select(share => (string.Join('+', share.Rules), share.PolicyVersions.Count, share.Totals.Single().Open.Count + share.Totals.Single().Moved.Count)),
            Is.EqualTo(new[] { ("", 1, 2), ("recent", 1, 1), ("recent+small", 1, 2) }));
    }

    [Test]
    public void Currencies_accounts_and_modes_are_never_added()
    {
        var test = Live with { Livemode = false };
        var report = Report(
            Recorded("a"), Recorded("b") with { Amount = Money.Of("jpy", 500) }, Recorded("c") with { Scope = test }, Recorded("d") with { Scope = Live with { Account = new StripeAccountId("acct_1") } },
            Recorded("e") with { Scope = Live with { Merchant = Some.Beta } });

        Assert.That(report.Totals.Select(total => total.Open.Amount), Is.EqualTo(new[] { Money.Of("jpy", 500), Usd(1_000) }));
        Assert.That(report.OtherScopes, Is.EqualTo(new[] { Live with { Account = new StripeAccountId("acct_1") }, test }));
        Assert.That(report.AsOf, Is.EqualTo(4));
    }

    [Test]
    public void A_cancellation_and_its_refund_count_once()
    {
        var ending = Ending("end");
        var report = Report(
            ending,
            ending with { Action = AuditActions.CancellationOutcome, Cancellation = CancellationState.Canceled, State = RefundState.InProgress },
            Recorded("end:refund", "small"),
            Told("end:refund", RefundState.Succeeded),
            ending with { Action = AuditActions.CancellationRefund, Cancellation = CancellationState.Canceled, State = RefundState.Succeeded });

        Assert.That(report.Totals.Single().Moved, Is.EqualTo(new AuditSum(1, Usd(1_000))));
        Assert.That(report.Refunds.Single().Cancellation, Is.EqualTo("end"));
        Assert.That(report.Cancellations.Single().ToString(), Is.EqualTo("end: Canceled sub_1, refund Succeeded"));
        Assert.That(report.ByRule.Single().Rules, Is.EqualTo(new[] { "small" }));
    }

    [Test]
    public void A_refund_that_a_cancellation_owes_and_nobody_asked_for_yet_is_open()
    {
        var ending = Ending("end");
        var report = Report(ending, ending with { Action = AuditActions.CancellationOutcome, Cancellation = CancellationState.Canceled, State = RefundState.InProgress });

        Assert.That(report.Totals.Single().Open, Is.EqualTo(new AuditSum(1, Usd(700))));
        Assert.That((report.Refunds.Single().RequestId, report.Refunds.Single().Cancellation), Is.EqualTo(("end:refund", "end")));
    }

    [TestCase(CancellationState.Unknown, null)]
    [TestCase(CancellationState.Refused, null)]
    [TestCase(CancellationState.Canceled, RefundState.Refused)]
    public void What_a_cancellation_does_not_owe_is_no_refund(CancellationState state, RefundState? refund)
    {
        var report = Report(Ending("end"), Ending("end") with { Action = AuditActions.CancellationRefund, Cancellation = state, State = refund });

        Assert.That(report.Refunds, Is.Empty);
        Assert.That((report.Cancellations.Single().State, report.Cancellations.Single().Refund), Is.EqualTo((state, refund)));
    }

    [Test]
    public void An_empty_log_is_an_empty_report()
    {
        var report = Report();

        Assert.That((report.AsOf, report.Totals.Count, report.ByActor.Count, report.ByRule.Count, report.Cancellations.Count), Is.EqualTo((0L, 0, 0, 0, 0)));
    }

    [Test]
    public void A_period_that_ends_before_it_begins_is_refused_with_both_ends() => Assert.That(
        () => AuditReport.Of(Live, [], Until, From),
        Throws.ArgumentException.With.Message.Contains("2026-11-02").And.Message.Contains("2026-12-02"));

    [Test]
    public async Task The_log_of_a_store_is_reported_on_all_its_pages()
    {
        var log = new StoreAuditLog(new ListStore(Some.Log(Some.Chain(), 1_200)), Some.Chain());
        var scope = Some.Entry().Scope;

        var report = await log.ReportAsync(scope, From, Until);

        Assert.That(report.AsOf, Is.EqualTo(1_200));
        Assert.That(report.Refunds, Has.Count.EqualTo(1_200), "in this log each line has a request of its own");
        Assert.That(() => log.ReportAsync(scope, Until, From), Throws.ArgumentException);
    }

    private static Money Usd(long minorUnits) => Money.Of("usd", minorUnits);

    private static AuditEntry Recorded(string request, params string[] rules) => new()
    {
        Scope = Live,
        At = From,
        Action = AuditActions.RefundRecorded,
        Actor = Actor.Person("agent_7"),
        Payment = new PaymentId("pi_1"),
        RequestId = request,
        Amount = Usd(1_000),
        State = RefundState.InProgress,
        PolicyVersion = "sha256:1",
        Reasons = [.. rules.Select(rule => new DecisionReason("policy.rule_held", RefundVerdict.Approved, "It holds.", rule)), new("policy.rule_not_held", RefundVerdict.Approved, "It does not hold.", "other")],
    };

    private static AuditEntry Told(string request, RefundState state) => Recorded(request) with { Action = AuditActions.RefundOutcome, State = state };

    private static AuditEntry Ending(string request) => Recorded(request) with
    {
        Action = AuditActions.CancellationRecorded,
        Subscription = new SubscriptionId("sub_1"),
        Cancellation = CancellationState.InProgress,
        State = null,
        Amount = Usd(700),
    };

    private static AuditReport Report(params AuditEntry[] entries) => AuditReport.Of(Live, entries.Select((entry, index) => entry with { Sequence = index + 1 }), From, Until);
}
