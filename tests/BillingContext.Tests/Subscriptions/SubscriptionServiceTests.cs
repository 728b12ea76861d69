using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Policies;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Subscriptions;

/// <summary>What is decided about a cancellation, and what it does where nothing goes wrong.</summary>
internal sealed class SubscriptionServiceTests
{
    // One row is one state of a subscription, and what comes of ending it with its period, now, and of undoing.
    [TestCase("active", "Scheduled", "Canceled", "subscription.not_ending")]
    [TestCase("trialing", "Scheduled", "Canceled", "subscription.not_ending")]
    [TestCase("past_due", "Scheduled", "Canceled", "subscription.not_ending")]
    [TestCase("unpaid", "Scheduled", "Canceled", "subscription.not_ending")]
    [TestCase("collection_paused", "Scheduled", "Canceled", "subscription.not_ending")]
    [TestCase("paused", "subscription.paused", "Canceled", "subscription.paused")]
    [TestCase("incomplete", "subscription.incomplete", "Canceled", "subscription.incomplete")]
    [TestCase("canceled", "subscription.already_canceled", "subscription.already_canceled", "subscription.already_canceled")]
    [TestCase("ending", "subscription.already_ending", "Canceled", "Resumed")]
    [TestCase("schedule", "subscription.schedule_managed", "subscription.schedule_managed", "subscription.schedule_managed")]
    public async Task Every_status_is_dealt_with_on_purpose(string state, string atPeriodEnd, string now, string undo)
    {
        var comesTo = new List<string>();
        foreach (var kind in Enum.GetValues<CancellationKind>())
        {
            using var desk = new Desk();
            var (customer, subscription) = await InStateAsync(desk, state);
            desk.Stripe.ClearRequests();

            var result = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = kind });

            Assert.That(desk.Calls.Count(call => !call.StartsWith("GET", StringComparison.Ordinal)), Is.EqualTo(result.State == CancellationState.Refused ? 0 : 1));
            comesTo.Add(result.State == CancellationState.Refused ? result.Reasons[0].Code : result.State.ToString());
        }

        Assert.That(comesTo, Is.EqualTo(new[] { atPeriodEnd, now, undo }));
    }

    [Test]
    public async Task What_is_on_record_of_a_request_is_told_without_asking_Stripe()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var subscription = desk.Stripe.Account.Subscribe(customer).SubscriptionId;
        await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full });
        desk.Stripe.ClearRequests();

        var known = await desk.Subscriptions.GetAsync(MerchantId.Default, "cancel-1");

        Assert.That((known!.State, known.RefundState, known.IsRepeat), Is.EqualTo((CancellationState.Canceled, (RefundState?)RefundState.Succeeded, true)));
        Assert.That(await desk.Subscriptions.GetAsync(MerchantId.Default, "cancel-2"), Is.Null);
        Assert.That(desk.Calls, Is.Empty);
    }

    [Test]
    public async Task Ends_with_the_period_in_two_calls_and_says_when()
    {
        using var desk = new Desk();
        var (customer, subscription) = Subscribed(desk);
        var preview = await desk.Subscriptions.PreviewAsync(Desk.Cancellation(customer, subscription));
        desk.Stripe.ClearRequests();

        var result = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription));

        var end = desk.Time.GetUtcNow().AddMonths(1);
        Assert.That((result.State, result.EndsAt, preview.EndsAt, result.RefundState), Is.EqualTo((CancellationState.Scheduled, end, end, (RefundState?)null)));
        Assert.That(desk.Calls, Is.EqualTo(new[] { $"GET /v1/subscriptions/{subscription}", $"POST /v1/subscriptions/{subscription}" }));
        Assert.That(preview.Describe(), Is.EqualTo($"The subscription ends on {end:d MMMM yyyy} at {end:HH:mm} (UTC), and is not paid for again."));
        desk.Time.Advance(TimeSpan.FromDays(40));
        Assert.That((await ReadAsync(desk, subscription)).Status, Is.EqualTo(SubscriptionStatus.Canceled));
    }

    [Test]
    public async Task Undoes_that_it_ends_with_the_period()
    {
        using var desk = new Desk();
        var (customer, subscription) = Subscribed(desk);
        await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription));

        var undone = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { RequestId = "undo-1", Kind = CancellationKind.Undo });

        Assert.That((undone.State, undone.EndsAt), Is.EqualTo((CancellationState.Resumed, (DateTimeOffset?)null)));
        Assert.That((await ReadAsync(desk, subscription)).CancelAtPeriodEnd, Is.False);
    }

    [TestCase(CancellationRefund.Prorated, 1_000)]
    [TestCase(CancellationRefund.Full, 2_000)]
    public async Task Ends_now_and_gives_back_of_the_latest_invoice_in_five_calls(CancellationRefund refund, long amount)
    {
        using var desk = new Desk();
        var (customer, subscription) = Subscribed(desk);
        desk.Time.Advance(TimeSpan.FromDays(15));
        var request = Desk.Cancellation(customer, subscription) with { Kind = CancellationKind.Now, Refund = refund };
        var preview = await desk.Subscriptions.PreviewAsync(request);
        desk.Stripe.ClearRequests();

        var result = await desk.Subscriptions.CancelAsync(request);

        Assert.That((result.State, result.RefundState, result.RefundAmount), Is.EqualTo((CancellationState.Canceled, (RefundState?)RefundState.Succeeded, (Money?)Money.Of("usd", amount))));
        Assert.That((preview.Paid, preview.Refund, preview.Proration!.Amount), Is.EqualTo(((Money?)Money.Of("usd", 2_000), (Money?)Money.Of("usd", amount), Money.Of("usd", 1_000))));
        Assert.That(desk.Calls.Select(call => call.Split('/')[0] + call.Split('/')[2]), Is.EqualTo(new[] { "GET subscriptions", "GET payment_intents", "DELETE subscriptions", "GET payment_intents", "POST refunds" }));
        var deleted = desk.Stripe.Requests.Single(sent => sent.Method == "DELETE");
        Assert.That(deleted.Query, Is.EqualTo("invoice_now=false&prorate=false"));
        Assert.That(desk.Stripe.Account.Refunds.Single().Metadata[Refund.RequestIdMetadataKey], Is.EqualTo("cancel-1:refund"));
    }

    [Test]
    public async Task The_same_request_twice_is_one_cancellation_and_one_refund()
    {
        using var desk = new Desk();
        var (customer, subscription) = Subscribed(desk);
        var request = Desk.Cancellation(customer, subscription) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full };
        await desk.Subscriptions.CancelAsync(request);
        desk.Stripe.ClearRequests();

        var again = await desk.Subscriptions.CancelAsync(request);

        Assert.That((again.IsRepeat, again.State, again.RefundState), Is.EqualTo((true, CancellationState.Canceled, (RefundState?)RefundState.Succeeded)));
        Assert.That(desk.Calls, Is.Empty);
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_request_id_with_other_parameters_is_refused_by_name()
    {
        using var desk = new Desk();
        var (customer, subscription) = Subscribed(desk);
        await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription));

        var reused = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = CancellationKind.Now });

        Assert.That(Codes(reused), Is.EqualTo(new[] { "request.reused" }));
        Assert.That((await ReadAsync(desk, subscription)).Status, Is.EqualTo(SubscriptionStatus.Active));
    }

    [Test]
    public async Task Somebody_elses_subscription_and_none_at_all_are_one_answer_at_one_cost()
    {
        using var desk = new Desk();
        var (_, others) = Subscribed(desk);
        var customer = desk.Stripe.Account.AddCustomer();
        var answers = new List<(string, string, int)>();
        foreach (var subscription in new[] { others, "sub_none" })
        {
            desk.Stripe.ClearRequests();
            var result = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full });
            answers.Add((result.State.ToString(), string.Join(' ', Codes(result)), desk.Calls.Count));
        }

        Assert.That(answers, Is.All.EqualTo(("Refused", "subscription.not_found", 1)));
    }

    [Test]
    public async Task Is_off_until_it_is_enabled_and_then_asks_Stripe_nothing()
    {
        using var desk = new Desk(enableCancellations: false);
        var (customer, subscription) = Subscribed(desk);

        var result = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription));

        Assert.That((Codes(result)[0], desk.Calls.Count), Is.EqualTo(("cancellations.disabled", 0)));
    }

    [Test]
    public async Task A_refund_needs_refunds_to_be_enabled_as_well_and_then_nothing_happens_at_all()
    {
        using var desk = new Desk(enableRefunds: false);
        var (customer, subscription) = Subscribed(desk);

        var result = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full });

        Assert.That((result.State, Codes(result)[0]), Is.EqualTo((CancellationState.Refused, "refunds.disabled")));
        Assert.That((await ReadAsync(desk, subscription)).Status, Is.EqualTo(SubscriptionStatus.Active));
    }

    [Test]
    public async Task Neither_an_assistant_nor_a_rule_cancels_or_undoes([Values] CancellationKind kind, [Values] bool isRule)
    {
        using var desk = new Desk();
        var (customer, subscription) = await InStateAsync(desk, kind == CancellationKind.Undo ? "ending" : "active");
        var actor = isRule ? Actor.Automation("rule-1") : Actor.Assistant("bot");

        var result = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = kind, Actor = actor });

        Assert.That((result.State, Codes(result)[0]), Is.EqualTo((CancellationState.NeedsApproval, "actor.needs_person")));
    }

    [Test]
    public async Task Identity_decides_as_it_does_for_refunds()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com");
        var subscription = desk.Stripe.Account.Subscribe(customer).SubscriptionId;
        var unverified = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("jenny@example.com"));
        var confirmed = unverified.Confirm(new CustomerId(customer), Actor.Person("agent-8"));
        var request = Desk.Cancellation(customer, subscription);

        var byMail = await desk.Subscriptions.CancelAsync(request with { Customer = unverified });
        var byOther = await desk.Subscriptions.CancelAsync(request with { Customer = confirmed });
        var bySame = await desk.Subscriptions.CancelAsync(request with { Customer = confirmed, Actor = Actor.Person("agent-8") });

        Assert.That((Codes(byMail)[0], Codes(byOther)[0], bySame.State), Is.EqualTo(("identity.unverified", "identity.confirmed_by_other", CancellationState.Scheduled)));
    }

    // What of the latest invoice cannot go back, and why.
    [TestCase("trialing", CancellationKind.Now, CancellationRefund.Full, "invoice.nothing_paid")]
    [TestCase("past_due", CancellationKind.Now, CancellationRefund.Full, "invoice.nothing_paid")]
    [TestCase("active", CancellationKind.AtPeriodEnd, CancellationRefund.Prorated, "refund.nothing_unused")]
    [TestCase("over", CancellationKind.Now, CancellationRefund.Prorated, "refund.nothing_left")]
    [TestCase("refunded", CancellationKind.Now, CancellationRefund.Full, "payment.already_refunded")]
    [TestCase("disputed", CancellationKind.Now, CancellationRefund.Full, "dispute.open")]
    public async Task A_refund_that_cannot_be_made_keeps_the_subscription_running(string state, CancellationKind kind, CancellationRefund refund, string code)
    {
        using var desk = new Desk();
        var (customer, subscription) = await InStateAsync(desk, state);

        var result = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = kind, Refund = refund });

        Assert.That(result.State, Is.EqualTo(CancellationState.Refused));
        Assert.That(Codes(result), Does.Contain(code));
        Assert.That((await ReadAsync(desk, subscription)).EndedAt, Is.Null);
    }

    [TestCase(CancellationRefund.Full, 1_500, 500)]
    [TestCase(CancellationRefund.Prorated, 1_500, 500)]
    [TestCase(CancellationRefund.Prorated, 200, 1_000)]
    public async Task What_went_back_before_does_not_go_back_again(CancellationRefund refund, long before, long amount)
    {
        using var desk = new Desk();
        var (customer, subscription) = Subscribed(desk);
        desk.Stripe.Account.Refund((await ReadAsync(desk, subscription)).LatestInvoice!.Payments[0].Value, before);
        desk.Time.Advance(TimeSpan.FromDays(15));

        var result = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = CancellationKind.Now, Refund = refund });

        Assert.That((result.RefundState, result.RefundAmount), Is.EqualTo(((RefundState?)RefundState.Succeeded, (Money?)Money.Of("usd", amount))));
    }

    [Test]
    public async Task The_refund_is_decided_by_the_refund_policy()
    {
        var policy = RefundPolicy.Create(RefundVerdict.NeedsApproval, rules => rules.Approve("small", when => when.AmountAtMost(Money.Of("usd", 500))));
        using var desk = new Desk(builder => builder.AddRefundPolicies(policy));
        var (customer, subscription) = Subscribed(desk);

        var result = await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full });

        Assert.That(result.State, Is.EqualTo(CancellationState.NeedsApproval));
        Assert.That((await ReadAsync(desk, subscription)).EndedAt, Is.Null);
    }

    [Test]
    public async Task Everything_is_on_the_audit_log_before_and_after()
    {
        using var desk = new Desk();
        var (customer, subscription) = Subscribed(desk);

        await desk.Subscriptions.CancelAsync(Desk.Cancellation(customer, subscription) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full, Note = "moving\naway" });

        var audit = await desk.AuditAsync();
        Assert.That(audit.Select(entry => (entry.Action, entry.Cancellation, entry.State)), Is.EqualTo(new (string, CancellationState?, RefundState?)[]
        {
            (AuditActions.CancellationRecorded, CancellationState.InProgress, null),
            (AuditActions.CancellationOutcome, CancellationState.Canceled, RefundState.InProgress),
            (AuditActions.RefundRecorded, null, RefundState.InProgress),
            (AuditActions.RefundOutcome, null, RefundState.Succeeded),
            (AuditActions.CancellationRefund, CancellationState.Canceled, RefundState.Succeeded),
        }));
        Assert.That((audit[0].Subscription!.Value.Value, audit[0].Actor, audit[0].Amount, audit[0].Note), Is.EqualTo((subscription, Actor.Person("agent-7"), (Money?)Money.Of("usd", 2_000), "moving\uFFFDaway")));
    }

    [TestCase("with blank", CancellationKind.Now, CancellationRefund.None, false)]
    [TestCase("", CancellationKind.Now, CancellationRefund.None, false)]
    [TestCase("undo", CancellationKind.Undo, CancellationRefund.Full, false)]
    [TestCase("later", CancellationKind.AtPeriodEnd, CancellationRefund.None, true)]
    [TestCase("odd", (CancellationKind)9, CancellationRefund.None, false)]
    public void What_can_never_be_right_is_an_exception(string id, CancellationKind kind, CancellationRefund refund, bool invoiceNow)
    {
        using var desk = new Desk();
        var request = Desk.Cancellation("cus_1", "sub_1") with { RequestId = id, Kind = kind, Refund = refund, InvoiceNow = invoiceNow };

        Assert.That(() => desk.Subscriptions.CancelAsync(request), Throws.ArgumentException);
        Assert.That(() => desk.Subscriptions.PreviewAsync(request), Throws.ArgumentException);
    }

    private static (string Customer, string Subscription) Subscribed(Desk desk)
    {
        // November has thirty days.
        desk.Time.SetUtcNow(new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero));
        var customer = desk.Stripe.Account.AddCustomer();
        return (customer, desk.Stripe.Account.Subscribe(customer).SubscriptionId);
    }

    private static async Task<(string Customer, string Subscription)> InStateAsync(Desk desk, string state)
    {
        var account = desk.Stripe.Account;
        var (customer, subscription) = state == "trialing" ? Trial() : Subscribed(desk);
        switch (state)
        {
            case "past_due":
                account.FailRenewal(subscription);
                break;
            case "unpaid":
                account.FailRenewal(subscription);
                account.MarkUnpaid(subscription);
                break;
            case "paused":
                account.PauseSubscription(subscription);
                break;
            case "collection_paused":
                account.PauseCollection(subscription);
                break;
            case "incomplete":
                account.MarkIncomplete(subscription);
                break;
            case "canceled":
                account.CancelSubscription(subscription);
                break;
            case "ending":
                account.CancelAtPeriodEnd(subscription);
                break;
            case "schedule":
                account.ManageBySchedule(subscription);
                break;
            case "over":
                desk.Time.Advance(TimeSpan.FromDays(31));
                break;
            case "refunded":
                account.Refund((await ReadAsync(desk, subscription)).LatestInvoice!.Payments[0].Value);
                break;
            case "disputed":
                account.OpenDispute((await desk.Contexts.GetPaymentAsync(Desk.Verified(customer), (await ReadAsync(desk, subscription)).LatestInvoice!.Payments[0]))!.Charge!.Value.Value);
                break;
        }

        return (customer, subscription);

        (string, string) Trial()
        {
            var trying = account.AddCustomer();
            return (trying, account.Subscribe(trying, trialDays: 14).SubscriptionId);
        }
    }

    private static async Task<Subscription> ReadAsync(Desk desk, string subscription) =>
        (await desk.Get<BillingContext.StripeAdapter.IStripeAdapter>().GetSubscriptionAsync(Desk.Scope, new SubscriptionId(subscription), default))!;

    private static string[] Codes(CancellationResult result) => [.. result.Reasons.Select(reason => reason.Code)];
}
