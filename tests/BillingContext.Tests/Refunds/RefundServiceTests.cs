using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Policies;
using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Refunds;

public class RefundServiceTests
{
    [Test]
    public async Task A_full_refund_costs_two_calls_and_says_when_it_arrives()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(result.State, Is.EqualTo(RefundState.Succeeded));
        Assert.That(result.Amount, Is.EqualTo(Money.Of("usd", 4_200)));
        Assert.That(result.ExpectedArrival!.ToString(), Is.EqualTo("2026-11-09 to 2026-11-16"));
        Assert.That(desk.Calls, Is.EqualTo(new[] { $"GET /v1/payment_intents/{paid.PaymentIntentId}", "POST /v1/refunds" }));
        var refund = desk.Stripe.Account.Refunds.Single();
        Assert.That(refund.Id, Is.EqualTo(result.Refund!.Value.Value));
        Assert.That(refund.Metadata, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["billingcontext_request_id"] = "request-1",
            ["billingcontext_merchant"] = "default",
            ["billingcontext_ticket"] = "T-100",
        }));
    }

    [Test]
    public async Task The_intent_is_on_record_before_Stripe_is_asked_and_the_outcome_after()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);

        await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { Note = "broken\non arrival" });

        var audit = await desk.AuditAsync();
        Assert.That(audit.Select(entry => (entry.Action, entry.State)), Is.EqualTo(new[]
        {
            (AuditActions.RefundRecorded, (RefundState?)RefundState.InProgress),
            (AuditActions.RefundOutcome, RefundState.Succeeded),
        }));
        Assert.That(audit[0].Facts!.Value.Remaining, Is.EqualTo(Money.Of("usd", 4_200)));
        Assert.That(audit[0].Note, Is.EqualTo("broken�on arrival"));
        Assert.That(audit[0].Actor, Is.EqualTo(Actor.Person("agent-7")));
    }

    [Test]
    public async Task The_same_request_twice_is_one_refund()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        var first = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Stripe.ClearRequests();

        var second = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(second.IsRepeat, Is.True);
        Assert.That(second.Refund, Is.EqualTo(first.Refund));
        Assert.That(desk.Calls, Is.Empty);
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_on_record_of_a_request_is_told_without_asking_Stripe()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseReply().On("POST", "/v1/refunds"));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 100_000) with { RequestId = "declined" });
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 500) with { RequestId = "waits", Actor = Actor.Assistant("helper") });
        desk.Stripe.ClearRequests();

        var lost = await desk.Refunds.GetAsync(MerchantId.Default, "request-1");
        var waits = await desk.Refunds.GetAsync(MerchantId.Default, "waits");

        Assert.That((lost!.State, lost.Amount, lost.IsRepeat), Is.EqualTo((RefundState.Unknown, (Money?)Money.Of("usd", 1_000), true)));
        Assert.That(waits!.State, Is.EqualTo(RefundState.NeedsApproval));
        Assert.That(await desk.Refunds.GetAsync(MerchantId.Default, "declined"), Is.Null, "only the audit log tells of it");
        Assert.That(await desk.Refunds.GetAsync(new MerchantId("another"), "request-1"), Is.Null);
        Assert.That(desk.Calls, Is.Empty);
    }

    [Test]
    public async Task Two_equal_partial_refunds_are_two_refunds_and_the_remainder_is_a_third()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);

        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000) with { RequestId = "a" });
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000) with { RequestId = "b" });
        var rest = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { RequestId = "c" });

        Assert.That(rest.Amount, Is.EqualTo(Money.Of("usd", 2_200)));
        Assert.That(desk.Stripe.Account.Refunds.Select(refund => refund.Amount), Is.EquivalentTo(new[] { 1_000, 1_000, 2_200 }));
    }

    [Test]
    public async Task A_request_id_with_other_parameters_is_refused_by_name()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));

        var reused = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 2_000));

        Assert.That(Codes(reused), Is.EqualTo(new[] { "request.reused" }));
        Assert.That(reused.Reasons[0].Message, Does.Contain("request-1"));
        Assert.That(desk.Stripe.Account.Refunds.Single().Amount, Is.EqualTo(1_000));
    }

    [TestCase(0, "usd", "amount.not_positive")]
    [TestCase(-1, "usd", "amount.not_positive")]
    [TestCase(4_201, "usd", "amount.above_remaining")]
    [TestCase(long.MaxValue, "usd", "amount.above_remaining")]
    [TestCase(1_000, "eur", "amount.currency_mismatch")]
    public async Task An_amount_that_cannot_be_is_refused(long amount, string currency, string code)
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, amount, currency));

        Assert.That(result.State, Is.EqualTo(RefundState.Refused));
        Assert.That(Codes(result), Does.Contain(code));
        Assert.That(desk.Calls, Has.None.StartsWith("POST"));
    }

    [TestCase("jpy", 500, 500, "500 JPY")]
    [TestCase("isk", 1_050, 1_000, "10.00 ISK", Description = "an old fractional charge goes back in whole krónur")]
    [TestCase("kwd", 12_340, 12_340, "12.340 KWD")]
    [TestCase("usd", 1, 1, "0.01 USD")]
    public async Task All_that_is_left_is_right_in_every_kind_of_currency(string currency, long captured, long expected, string shown)
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, captured, currency);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(result.State, Is.EqualTo(RefundState.Succeeded), result.ToString());
        Assert.That(desk.Stripe.Account.Refunds.Single().Amount, Is.EqualTo(expected));
        Assert.That(result.Amount.ToString(), Is.EqualTo(shown));
    }

    [TestCase("isk", 1_050)]
    [TestCase("kwd", 12_345)]
    public async Task An_amount_Stripe_cannot_write_is_refused(string currency, long amount)
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 20_000, currency);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, amount, currency));

        Assert.That(Codes(result), Does.Contain("amount.not_representable"));
    }

    [Test]
    public async Task Refunds_are_off_until_the_host_turns_them_on()
    {
        using var desk = new Desk(enableRefunds: false);
        var (customer, paid) = Bought(desk, 4_200);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(Codes(result), Is.EqualTo(new[] { "refunds.disabled" }));
        Assert.That(desk.Calls, Is.Empty);
        Assert.That((await desk.AuditAsync()).Single().Action, Is.EqualTo(AuditActions.RefundDeclined));
    }

    [Test]
    public async Task Anothers_payment_is_refused_as_one_that_does_not_exist()
    {
        using var desk = new Desk();
        var (_, theirs) = Bought(desk, 4_200);
        var mine = desk.Stripe.Account.AddCustomer("me@example.com");

        var foreign = await desk.Refunds.RefundAsync(Desk.Request(mine, theirs) with { RequestId = "a" });
        var missing = await desk.Refunds.RefundAsync(Desk.Request(mine, theirs) with { RequestId = "b", Payment = new PaymentId("pi_nothing") });

        Assert.That(Codes(foreign), Is.EqualTo(new[] { "payment.not_found" }));
        Assert.That((foreign.State, foreign.Reasons[0]), Is.EqualTo((missing.State, missing.Reasons[0])));
    }

    [Test]
    public async Task A_guest_reaches_their_one_payment_and_no_other()
    {
        using var desk = new Desk();
        var paid = desk.Stripe.Account.Pay(customer: null, 4_200);
        var other = desk.Stripe.Account.Pay(customer: null, 900);
        var guest = CustomerResolution.VerifiedPayment(Desk.Scope, new PaymentId(paid.PaymentIntentId!));

        var refused = await desk.Refunds.RefundAsync(Desk.Request("cus_x", other) with { RequestId = "a", Customer = guest });
        var made = await desk.Refunds.RefundAsync(Desk.Request("cus_x", paid) with { RequestId = "b", Customer = guest });

        Assert.That(Codes(refused), Is.EqualTo(new[] { "payment.not_found" }));
        Assert.That(made.State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task An_email_moves_no_money_until_a_person_confirmed_and_then_only_for_that_person()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        var unverified = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("buyer@example.com"));
        var request = Desk.Request(customer, paid, 100) with { Customer = unverified };

        var early = await desk.Refunds.RefundAsync(request);
        var confirmed = await desk.Resolver.ConfirmAsync(unverified, new CustomerId(customer), Actor.Person("agent-7"), "checked the order");
        var colleague = await desk.Refunds.RefundAsync(request with { Customer = confirmed, RequestId = "b", Actor = Actor.Person("agent-8") });
        var assistant = await desk.Refunds.RefundAsync(request with { Customer = confirmed, RequestId = "c", Actor = Actor.Assistant("bot") });
        var same = await desk.Refunds.RefundAsync(request with { Customer = confirmed, RequestId = "d" });

        Assert.That(Codes(early), Does.Contain("identity.unverified"));
        Assert.That(Codes(colleague), Does.Contain("identity.confirmed_by_other"));
        Assert.That(Codes(assistant), Does.Contain("identity.confirmed_by_other"));
        Assert.That(same.State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task Several_customers_on_one_email_get_nothing()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        var ambiguous = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("buyer@example.com"));

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { Customer = ambiguous });

        Assert.That(Codes(result), Is.EqualTo(new[] { "identity.not_resolved" }));
    }

    [Test]
    public async Task Without_a_policy_an_assistant_needs_approval()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { Actor = Actor.Assistant("bot") });

        Assert.That(result.State, Is.EqualTo(RefundState.NeedsApproval));
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
    }

    [TestCase(14_999, RefundState.Succeeded)]
    [TestCase(15_000, RefundState.Succeeded)]
    [TestCase(15_001, RefundState.NeedsApproval)]
    public async Task A_policy_decides_for_assistants_too(long amount, RefundState expected)
    {
        var policy = RefundPolicy.Parse("""{"version":1,"default":"needs_approval","rules":[{"name":"small","verdict":"approve","when":{"amount":{"atMost":{"usd":"150.00"}}}}]}""");
        using var desk = new Desk(builder => builder.AddRefundPolicies(policy));
        var (customer, paid) = Bought(desk, 50_000);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, amount) with { Actor = Actor.Assistant("bot") });

        Assert.That(result.State, Is.EqualTo(expected), result.ToString());
        Assert.That(result.PolicyVersion, Is.EqualTo(policy.Version));
    }

    [TestCase("needs_response", "dispute.open")]
    [TestCase("under_review", "dispute.open")]
    [TestCase("lost", "dispute.lost")]
    [TestCase("a_status_of_next_year", "dispute.open")]
    public async Task A_disputed_charge_is_not_refunded(string status, string code)
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent", status);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(Codes(result), Does.Contain(code));
        Assert.That(desk.Calls, Has.None.StartsWith("POST"));
    }

    [Test]
    public async Task An_inquiry_may_be_ended_by_a_persons_refund_but_not_by_an_assistants()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "general", "warning_needs_response", refundable: true);

        var assistant = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { RequestId = "a", Actor = Actor.Assistant("bot") });
        var person = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { RequestId = "b" });

        Assert.That(assistant.State, Is.EqualTo(RefundState.NeedsApproval));
        Assert.That(person.State, Is.EqualTo(RefundState.Succeeded), person.ToString());
    }

    [Test]
    public async Task Disputes_that_cannot_be_read_need_approval_from_everybody()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "general", "won");
        desk.Stripe.AddRestrictedKey("rk_test_no_disputes", "payment_intent_read", "charge_write");
        using var narrow = new Desk(builder => builder.UseStripe(options => options.ApiKey = "rk_test_no_disputes"), desk.Stripe);

        var result = await narrow.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(result.State, Is.EqualTo(RefundState.NeedsApproval));
        Assert.That(Codes(result), Does.Contain("facts.missing"));
    }

    [Test]
    public async Task Money_that_is_only_held_is_not_refunded()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var held = desk.Stripe.Account.Authorize(customer, 4_200);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, held, 100));

        Assert.That(Codes(result), Does.Contain("payment.not_captured"));
    }

    [Test]
    public async Task What_is_refunded_already_is_not_refunded_again_whoever_did_it()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Account.Refund(paid);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(Codes(result), Does.Contain("payment.already_refunded"));
    }

    [Test]
    public async Task An_assistant_never_says_fraudulent()
    {
        using var desk = new Desk(builder => builder.AddRefundPolicies(RefundPolicy.Parse("""{"version":1,"default":"approve"}""")));
        var (customer, paid) = Bought(desk, 4_200);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { Actor = Actor.Assistant("bot"), Reason = RefundReason.Fraudulent });

        Assert.That(Codes(result), Does.Contain("reason.needs_person"));
        Assert.That(result.State, Is.EqualTo(RefundState.Refused));
    }

    [Test]
    public async Task A_destination_charge_waits_for_a_person_and_then_for_what_the_merchant_decided()
    {
        using var desk = new Desk();
        desk.Stripe.AddConnectedAccount("acct_seller");
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200, transferDestination: "acct_seller");

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { Actor = Actor.Assistant("bot") });

        Assert.That(Codes(result), Does.Contain("connect.needs_person"));
        Assert.That(result.State, Is.EqualTo(RefundState.NeedsApproval));
    }

    [Test]
    public async Task Stripes_own_approval_is_waited_for_and_never_asked_twice()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Account.RequireApprovalAbove(1_000);

        var first = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Stripe.ClearRequests();
        var second = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Stripe.Account.ApproveRefund(first.StripeApproval!.Id);
        var third = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(first.State, Is.EqualTo(RefundState.AwaitingStripeApproval));
        Assert.That((second.State, second.IsRepeat), Is.EqualTo((RefundState.AwaitingStripeApproval, true)));
        Assert.That(third.State, Is.EqualTo(RefundState.Succeeded), "Stripe made it itself");
        Assert.That(desk.Calls, Is.All.EqualTo("GET /v1/refunds"));
    }

    [Test]
    public async Task A_lost_answer_is_unknown_and_the_same_request_finds_the_refund_without_asking_again()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseReply().On("POST", "/v1/refunds"));

        var lost = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Stripe.ClearRequests();
        var found = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(lost.State, Is.EqualTo(RefundState.Unknown));
        Assert.That((found.State, found.IsRepeat), Is.EqualTo((RefundState.Succeeded, true)));
        Assert.That(desk.Calls, Is.EqualTo(new[] { "GET /v1/refunds" }));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_a_hosts_own_handler_throws_leaves_the_outcome_open()
    {
        using var desk = new Desk(builder => builder.Services
            .AddHttpClient(BillingContext.StripeAdapter.StripeOptions.HttpClientName)
            .AddHttpMessageHandler(() => new BreaksOnPost()));
        var (customer, paid) = Bought(desk, 4_200);

        var broken = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        var found = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(broken.State, Is.EqualTo(RefundState.Unknown));
        Assert.That(found.State, Is.EqualTo(RefundState.Succeeded));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_payment_made_without_an_intent_is_refunded_by_its_charge()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.PayWithoutIntent(customer, 4_200);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(result.State, Is.EqualTo(RefundState.Succeeded));
        Assert.That(desk.Stripe.Account.Refunds.Single().Charge, Is.EqualTo(paid.ChargeId));
    }

    [Test]
    public async Task A_payment_named_by_its_charge_is_the_same_payment()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 4_000) with { RequestId = "a" });

        var rest = await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { RequestId = "b", Payment = new PaymentId(paid.ChargeId!) });

        Assert.That(rest.Amount, Is.EqualTo(Money.Of("usd", 200)));
        Assert.That((await desk.AuditAsync())[^1].Payment, Is.EqualTo(new PaymentId(paid.PaymentIntentId!)));
    }

    [Test]
    public async Task A_lost_request_is_sent_again_with_its_own_key()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseRequest().On("POST", "/v1/refunds"));

        await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        var found = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(found.State, Is.EqualTo(RefundState.Succeeded));
        Assert.That(
            desk.Stripe.Requests.Where(request => request.Method == "POST").Select(request => request.Headers["Idempotency-Key"]).Distinct().Count(),
            Is.EqualTo(1));
    }

    [Test]
    public async Task After_23_hours_an_open_request_is_looked_up_but_never_sent_again()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseRequest().On("POST", "/v1/refunds"));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Time.Advance(TimeSpan.FromHours(23));
        desk.Stripe.ClearRequests();

        var late = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That((late.State, late.Reasons[0].Code), Is.EqualTo((RefundState.Refused, "outcome.absent")));
        Assert.That(desk.Calls, Is.EqualTo(new[] { "GET /v1/refunds" }));
    }

    [Test]
    public async Task A_refusal_after_a_lost_request_is_not_the_last_word()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Faults.Add(StripeFault.ArriveLate(TimeSpan.FromMinutes(3)).On("POST", "/v1/refunds"));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Stripe.Faults.Add(StripeFault.Status(403, """{"error":{"type":"invalid_request_error","message":"no"}}""").On("POST", "/v1/refunds"));

        var refused = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Time.Advance(TimeSpan.FromMinutes(5));
        var landed = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(refused.State, Is.EqualTo(RefundState.Unknown));
        Assert.That(landed.State, Is.EqualTo(RefundState.Succeeded));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_request_whose_outcome_is_open_keeps_its_amount_from_others()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseRequest().On("POST", "/v1/refunds"));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 4_000) with { RequestId = "open" });

        var other = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 300) with { RequestId = "other" });
        var small = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 200) with { RequestId = "small" });

        Assert.That(Codes(other), Does.Contain("amount.above_remaining"));
        Assert.That(small.State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task A_refusal_for_a_passing_cause_may_be_tried_again_with_the_same_request()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        desk.Stripe.Faults.Add(StripeFault.RefuseConnection().On("POST", "/v1/refunds"));

        var refused = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        var made = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(Codes(refused), Does.Contain("stripe.not_sent"));
        Assert.That(refused.State, Is.EqualTo(RefundState.Refused));
        Assert.That(made.State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task A_key_that_may_not_refund_is_named()
    {
        using var desk = new Desk(builder => builder.UseStripe(options =>
        {
            options.ApiKey = StripeSimulator.SecretKey;
            options.WriteApiKey = "rk_test_read_only";
        }));
        desk.Stripe.AddRestrictedKey("rk_test_read_only", "charge_read");
        var (customer, paid) = Bought(desk, 4_200);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(result.State, Is.EqualTo(RefundState.Refused));
        Assert.That(Codes(result)[0], Is.EqualTo("stripe.permission_missing"));
    }

    [Test]
    public async Task A_refund_drops_the_cached_context()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        await desk.Contexts.GetAsync(Desk.Verified(customer));

        await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));
        Assert.That(context.Payments.Single().Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Looking_at_a_decision_records_nothing_and_moves_nothing()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);

        var decision = await desk.Refunds.EvaluateAsync(Desk.Request(customer, paid));

        Assert.That(decision.Verdict, Is.EqualTo(RefundVerdict.Approved));
        Assert.That(desk.Calls, Has.None.StartsWith("POST"));
        Assert.That(await desk.AuditAsync(), Is.Empty);
    }

    [TestCase("")]
    [TestCase("has space")]
    [TestCase("line\nbreak")]
    public void A_malformed_request_id_is_an_error(string requestId)
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);

        Assert.That(() => desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { RequestId = requestId }), Throws.ArgumentException);
    }

    [Test]
    public async Task Merchants_with_the_same_ids_never_touch()
    {
        var stripe = new StripeSimulator();
        var other = stripe.AddConnectedAccount("acct_other");
        using var desk = new Desk(builder => builder.UseMerchants<TwoMerchants>(), stripe);
        var mine = stripe.Account.AddCustomer("buyer@example.com", id: "cus_same");
        var paid = stripe.Account.Pay(mine, 4_200);
        other.AddCustomer("buyer@example.com", id: "cus_same");
        var theirs = await desk.Resolver.ResolveAsync(CustomerQuery.ForCustomer(new CustomerId("cus_same"), new MerchantId("b")));

        var refused = await desk.Refunds.RefundAsync(Desk.Request(mine, paid) with { Customer = theirs });
        var own = await desk.Resolver.ResolveAsync(CustomerQuery.ForCustomer(new CustomerId("cus_same"), new MerchantId("a")));
        var made = await desk.Refunds.RefundAsync(Desk.Request(mine, paid) with { Customer = own });

        Assert.That(Codes(refused), Is.EqualTo(new[] { "payment.not_found" }));
        Assert.That(made.State, Is.EqualTo(RefundState.Succeeded), "the same request id of another merchant is another request");
    }

    [Test]
    public void A_resolution_of_another_mode_is_an_error_and_not_a_refund()
    {
        using var desk = new Desk();
        var (customer, paid) = Bought(desk, 4_200);
        var live = CustomerResolution.VerifiedCustomer(Desk.Scope with { Livemode = true }, new CustomerId(customer));

        Assert.That(
            () => desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { Customer = live }),
            Throws.InstanceOf<BillingException>().With.Property(nameof(BillingException.Code)).EqualTo("scope.mismatch"));
    }

    private static (string Customer, SimulatedPayment Paid) Bought(Desk desk, long amount)
    {
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        return (customer, desk.Stripe.Account.Pay(customer, amount));
    }

    private static string[] Codes(RefundResult result) => [.. result.Reasons.Select(reason => reason.Code)];

    /// <summary>Stripe does the work, and then something of the host's fails.</summary>
    private sealed class BreaksOnPost : DelegatingHandler
    {
        private bool broken;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.Method != HttpMethod.Post || broken)
            {
                return response;
            }

            broken = true;
            throw new NotSupportedException("The host's handler is broken.");
        }
    }

    private sealed class TwoMerchants : IMerchantCredentialsProvider
    {
        public ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) => new(merchant.Value switch
        {
            "a" => new MerchantCredentials(merchant, StripeApiKey.Parse(StripeSimulator.SecretKey)),
            "b" => new MerchantCredentials(merchant, StripeApiKey.Parse(StripeSimulator.SecretKey)) { Account = new StripeAccountId("acct_other") },
            _ => null,
        });
    }
}
