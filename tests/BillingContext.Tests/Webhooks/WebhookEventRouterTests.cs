using System.Text;
using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Webhooks;

public class WebhookEventRouterTests
{
    [Test]
    public async Task A_genuine_event_is_recorded_once_however_often_it_comes()
    {
        using var desk = new Desk();
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        var webhook = desk.Stripe.Account.TakeWebhooks().Single();

        var first = await desk.RouteAsync(webhook);
        var second = await desk.RouteAsync(webhook);

        Assert.That((first.Status, first.StatusCode, first.EventType), Is.EqualTo((WebhookRoutingStatus.Accepted, 200, "customer.created")));
        Assert.That((second.Status, second.StatusCode), Is.EqualTo((WebhookRoutingStatus.Duplicate, 200)));
        Assert.That(await desk.Store.ReadChangesAsync(default, 0, 10, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_forged_event_is_rejected_and_nothing_happens()
    {
        using var desk = new Desk();
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        var webhook = desk.Stripe.Account.TakeWebhooks().Single();

        var forged = await desk.RouteAsync(webhook.Signed("whsec_a_secret_somebody_guessed"));
        var unsigned = await desk.Router.RouteAsync(new WebhookDelivery(webhook.Body, null));

        Assert.That((forged.Status, forged.Code, forged.StatusCode, forged.EventId), Is.EqualTo((WebhookRoutingStatus.Rejected, "signature.mismatch", 400, (string?)null)));
        Assert.That(unsigned.Code, Is.EqualTo("signature.missing"));
        Assert.That(await desk.Store.GetChangeSequenceAsync(default, default), Is.Zero);
    }

    [Test]
    public async Task An_old_delivery_is_rejected()
    {
        using var desk = new Desk();
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        var webhook = desk.Stripe.Account.TakeWebhooks().Single();
        desk.Time.Advance(TimeSpan.FromSeconds(301));

        Assert.That((await desk.RouteAsync(webhook)).Code, Is.EqualTo("signature.too_old"));
    }

    [TestCase("", "body.not_an_event")]
    [TestCase("{}", "body.not_an_event")]
    [TestCase("[]", "body.not_an_event")]
    [TestCase("null", "body.not_an_event")]
    [TestCase("""{"id":"evt_1"}""", "body.not_an_event")]
    [TestCase("""{"id":5,"type":"charge.refunded"}""", "body.not_an_event")]
    [TestCase("""{"id":"evt_1","type":"charge.refunded"} trailing""", "body.not_an_event")]
    [TestCase("""{"id":"evt_1","type":"charge.refunded","livemode":false""", "body.not_an_event")]
    [TestCase("\uFEFF{\"id\":\"evt_1\",\"type\":\"charge.refunded\"}", "body.not_an_event")]
    public async Task A_signed_body_that_is_no_event_is_rejected(string body, string code)
    {
        using var desk = new Desk();

        var result = await RouteAsync(desk, Encoding.UTF8.GetBytes(body));

        Assert.That((result.Status, result.Code), Is.EqualTo((WebhookRoutingStatus.Rejected, code)));
    }

    [Test]
    public async Task Hostile_bytes_are_results_too()
    {
        using var desk = new Desk();
        byte[][] bodies =
        [
            [0xFF, 0xFE, 0x00],
            Encoding.UTF8.GetBytes("""{"id":"evt_1","type":""").Concat(new byte[] { 0x22, 0xC3, 0x28, 0x22, 0x7D }).ToArray(),
            Encoding.UTF8.GetBytes("{\"id\":\"evt_1\",\"type\":\"charge.refunded\",\"data\":" + new string('[', 10_000) + new string(']', 10_000) + "}"),
            Encoding.UTF8.GetBytes("{\"id\":\"evt_1\",\"type\":\"charge.refunded\",\"created\":" + new string('9', 10_000) + "}"),
            Encoding.UTF8.GetBytes("{\"id\":\"evt_1\",\"type\":\"charge.refunded\",\"data\":{\"object\":{\"id\":\"../../x\",\"customer\":\"cus 1\",\"object\":\"charge\"}}}"),
            Encoding.UTF8.GetBytes("{\"id\":\"evt_2\",\"id\":\"evt_3\",\"type\":\"charge.refunded\"}"),
            new byte[256 * 1024 + 1],
        ];
        foreach (var body in bodies)
        {
            Assert.That(async () => await RouteAsync(desk, body), Throws.Nothing);
        }

        Assert.That((await RouteAsync(desk, bodies[^1])).Code, Is.EqualTo("body.too_large"));
    }

    [TestCase("mandate.updated")]
    [TestCase("charge.refund")]
    [TestCase("an.event.of.next.year")]
    public async Task A_type_that_concerns_nobody_is_ignored(string type)
    {
        using var desk = new Desk();

        var result = await RouteAsync(desk, Encoding.UTF8.GetBytes($$"""{"id":"evt_1","type":"{{type}}","livemode":false}"""));

        Assert.That((result.Status, result.StatusCode), Is.EqualTo((WebhookRoutingStatus.Ignored, 200)));
    }

    [Test]
    public async Task A_thin_event_is_told_from_the_merchants_account_by_its_context()
    {
        using var desk = new Desk(builder => builder.UseStripe(options => options.Account = "acct_seller"));

        var own = await RouteAsync(desk, """{"id":"evt_1","object":"v2.core.event","type":"v2.core.approval_request.succeeded","context":"acct_seller","livemode":false,"created":"2026-11-02T09:00:00Z","related_object":{"id":"apreq_1","type":"approval_request"}}"""u8.ToArray());
        var foreign = await RouteAsync(desk, """{"id":"evt_2","object":"v2.core.event","type":"v2.core.approval_request.succeeded","context":"acct_other","livemode":false}"""u8.ToArray());

        Assert.That(own.Status, Is.EqualTo(WebhookRoutingStatus.Accepted));
        Assert.That(foreign.Code, Is.EqualTo("event.wrong_account"));
    }

    [TestCase("""{"id":"evt_1","type":"charge.refunded","livemode":true}""", "event.wrong_mode")]
    [TestCase("""{"id":"evt_1","type":"charge.refunded","livemode":false,"account":"acct_other"}""", "event.wrong_account")]
    public async Task A_signed_event_of_another_mode_or_account_is_rejected_and_audited(string body, string code)
    {
        using var desk = new Desk();

        var result = await RouteAsync(desk, Encoding.UTF8.GetBytes(body));

        Assert.That((result.Status, result.Code), Is.EqualTo((WebhookRoutingStatus.Rejected, code)));
        Assert.That((await desk.AuditAsync()).Single().Action, Is.EqualTo(AuditActions.WebhookRejected));
    }

    [Test]
    public async Task An_unknown_merchants_endpoint_is_rejected()
    {
        using var desk = new Desk();

        var result = await desk.Router.RouteAsync(new WebhookDelivery("{}"u8.ToArray(), "t=1,v1=x") { Merchant = new MerchantId("nobody") });

        Assert.That((result.Status, result.Code), Is.EqualTo((WebhookRoutingStatus.Rejected, "merchant.unknown")));
    }

    [Test]
    public async Task A_refund_made_elsewhere_drops_the_cached_context()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        await desk.Contexts.GetAsync(Desk.Verified(customer));
        desk.Stripe.Account.Refund(paid, 1_000);

        await desk.DeliverAsync();

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));
        Assert.That(context.Payments.Single().Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_dispute_drops_the_context_although_its_event_names_no_customer()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        await desk.DeliverAsync();
        await desk.Contexts.GetAsync(Desk.Verified(customer));
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");
        desk.Stripe.ClearRequests();

        foreach (var webhook in desk.Stripe.Account.TakeWebhooks().Where(webhook => webhook.Type.StartsWith("charge.dispute", StringComparison.Ordinal)))
        {
            await desk.RouteAsync(webhook);
        }

        Assert.That(desk.Calls, Is.Empty, "nobody watches, so nothing is read");
        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));
        Assert.That(context.Payments.Single().Disputes, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Other_customers_keep_their_context()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var other = desk.Stripe.Account.AddCustomer("other@example.com");
        await desk.DeliverAsync();
        await desk.Contexts.GetAsync(Desk.Verified(other));
        desk.Stripe.Account.Pay(customer, 4_200);
        await desk.DeliverAsync();
        desk.Stripe.ClearRequests();

        await desk.Contexts.GetAsync(Desk.Verified(other));

        Assert.That(desk.Calls, Is.Empty);
    }

    [Test]
    public async Task A_change_while_a_context_is_read_keeps_it_out_of_the_cache()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        await desk.DeliverAsync();
        desk.Stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromSeconds(1)).On("GET", "/v1/subscriptions"));

        var reading = desk.Contexts.GetAsync(Desk.Verified(customer));
        desk.Stripe.Account.Pay(customer, 4_200);
        await desk.DeliverAsync();
        desk.Time.Advance(TimeSpan.FromSeconds(2));
        var before = await reading;
        var after = await desk.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That((before.Payments.Count, after.Payments.Count), Is.EqualTo((0, 1)));
    }

    [TestCase(null)]
    [TestCase("2020-08-27")]
    public async Task An_open_conversation_hears_of_its_customer_and_of_nobody_else(string? apiVersion)
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var other = desk.Stripe.Account.AddCustomer("other@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        var others = desk.Stripe.Account.Pay(other, 900);
        await desk.DeliverAsync();
        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        desk.Stripe.Account.Refund(others);
        desk.Stripe.Account.Refund(paid, 1_000);
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");
        await desk.DeliverAsync(apiVersion);
        var heard = await HearAsync(desk, Desk.Verified(customer), context.ChangeToken, until: "charge.dispute.created");

        Assert.That(heard.Select(change => change.EventType), Is.SupersetOf(new[] { "charge.refunded", "charge.dispute.created" }));
        Assert.That(heard.Select(change => change.Payment?.Value), Is.All.EqualTo(paid.PaymentIntentId));
        Assert.That(heard.Select(change => change.Kind), Has.None.EqualTo(BillingChangeKind.Missed));
    }

    [Test]
    public async Task A_waiting_conversation_is_woken()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        await desk.DeliverAsync();
        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        var hearing = HearAsync(desk, Desk.Verified(customer), context.ChangeToken, until: "payment_intent.succeeded");
        Assert.That(hearing.IsCompleted, Is.False);
        desk.Stripe.Account.Pay(customer, 4_200);
        await desk.DeliverAsync();

        Assert.That((await hearing)[^1].EventType, Is.EqualTo("payment_intent.succeeded"));
    }

    [Test]
    public async Task A_guests_conversation_hears_of_its_one_payment()
    {
        using var desk = new Desk();
        var paid = desk.Stripe.Account.Pay(customer: null, 4_200);
        var other = desk.Stripe.Account.Pay(customer: null, 900);
        await desk.DeliverAsync();
        var guest = CustomerResolution.VerifiedPayment(Desk.Scope, new PaymentId(paid.PaymentIntentId!));
        var context = await desk.Contexts.GetAsync(guest);
        desk.Stripe.Account.Refund(other);
        desk.Stripe.Account.Refund(paid);
        await desk.DeliverAsync();

        var heard = await HearAsync(desk, guest, context.ChangeToken, until: "charge.refunded");

        Assert.That(heard.Select(change => change.Payment?.Value), Is.All.EqualTo(paid.PaymentIntentId));
    }

    [Test]
    public async Task A_guests_conversation_hears_of_its_payment_by_its_charge_too_and_asks_once()
    {
        using var desk = new Desk();
        var paid = desk.Stripe.Account.Pay(customer: null, 4_200);
        var other = desk.Stripe.Account.Pay(customer: null, 900);
        desk.Stripe.Account.TakeWebhooks();
        foreach (var charge in new[] { other.ChargeId, paid.ChargeId })
        {
            await RouteAsync(desk, Encoding.UTF8.GetBytes($$$"""{"id":"evt_{{{charge}}}","type":"radar.early_fraud_warning.created","livemode":false,"data":{"object":{"id":"issfr_1","object":"radar.early_fraud_warning","charge":"{{{charge}}}"} } }"""));
        }

        desk.Stripe.ClearRequests();
        var guest = CustomerResolution.VerifiedPayment(Desk.Scope, new PaymentId(paid.PaymentIntentId!));
        var heard = await HearAsync(desk, guest, default, until: null).WaitAsync(TimeSpan.FromMinutes(1));
        var again = await HearAsync(desk, guest, default, until: null).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.That((heard.Single().Payment?.Value, again.Single().Sequence), Is.EqualTo((paid.ChargeId, heard.Single().Sequence)));
        Assert.That(desk.Calls, Has.Count.EqualTo(2), "once for each charge, however many conversations ask");
    }

    [Test]
    public async Task A_token_of_another_life_of_the_store_is_told_that_it_missed_something()
    {
        using var desk = new Desk();

        var heard = await HearAsync(desk, Desk.Verified("cus_1"), new ChangeToken(99), until: null);

        Assert.That(heard.Single().Kind, Is.EqualTo(BillingChangeKind.Missed));
    }

    [Test]
    public async Task A_watch_of_nobody_is_an_error_and_a_cancelled_one_ends()
    {
        using var desk = new Desk();
        var nobody = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("nobody@example.com"));
        using var ended = new CancellationTokenSource();

        Assert.That(() => desk.Feed.WatchAsync(nobody, default), Throws.ArgumentException);
        var watching = HearAsync(desk, Desk.Verified("cus_1"), default, until: "never", ended.Token);
        await ended.CancelAsync();
        Assert.That(() => watching, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_handler_is_told_what_is_true_now_and_not_what_the_event_carries()
    {
        using var desk = new Desk(builder => builder.AddWebhookHandler<Hears>().Services.AddSingleton<Heard>());
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Account.SetNextRefundStatus("pending");
        var refund = desk.Stripe.Account.Refund(paid);
        var webhooks = desk.Stripe.Account.TakeWebhooks();
        desk.Stripe.Account.FailRefund(refund);

        var results = new List<WebhookRoutingResult>();
        foreach (var webhook in webhooks)
        {
            results.Add(await desk.RouteAsync(webhook));
        }

        Assert.That(results.Single(result => result.EventType == "refund.created").Status, Is.EqualTo(WebhookRoutingStatus.Handled));
        var change = desk.Get<Heard>().Refunds.Single(heard => heard.Event.Type == "refund.created");
        Assert.That(change.Refund!.Status, Is.EqualTo(RefundStatus.Failed), "the event said pending");
        Assert.That(change.Customer!.Value.Value, Is.EqualTo(customer));
    }

    [Test]
    public async Task A_handler_that_fails_makes_Stripe_send_the_event_again_and_our_effects_stay_once()
    {
        using var desk = new Desk(builder => builder.AddWebhookHandler<Hears>().Services.AddSingleton<Heard>());
        var paid = desk.Stripe.Account.Pay(desk.Stripe.Account.AddCustomer("buyer@example.com"), 4_200);
        desk.Stripe.Account.TakeWebhooks();
        desk.Stripe.Account.Refund(paid);
        var webhook = desk.Stripe.Account.TakeWebhooks().First(delivered => delivered.Type == "refund.created");
        desk.Get<Heard>().Fails = true;

        var failed = await desk.RouteAsync(webhook);
        desk.Get<Heard>().Fails = false;
        var handled = await desk.RouteAsync(webhook);
        var duplicate = await desk.RouteAsync(webhook);

        Assert.That((failed.Status, failed.StatusCode), Is.EqualTo((WebhookRoutingStatus.Failed, 500)));
        Assert.That(handled.Status, Is.EqualTo(WebhookRoutingStatus.Handled));
        Assert.That(duplicate.Status, Is.EqualTo(WebhookRoutingStatus.Duplicate));
        Assert.That(desk.Get<Heard>().Refunds, Has.Count.EqualTo(1));
        Assert.That(await desk.Store.ReadChangesAsync(default, 0, 10, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task When_Stripe_cannot_be_asked_for_the_truth_the_event_is_asked_for_again()
    {
        using var desk = new Desk(builder => builder.AddWebhookHandler<Hears>().Services.AddSingleton<Heard>());
        var paid = desk.Stripe.Account.Pay(desk.Stripe.Account.AddCustomer("buyer@example.com"), 4_200);
        desk.Stripe.Account.TakeWebhooks();
        desk.Stripe.Account.Refund(paid);
        var webhook = desk.Stripe.Account.TakeWebhooks()[0];
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false));

        var unavailable = await desk.RouteAsync(webhook);
        var again = await desk.RouteAsync(webhook);

        Assert.That((unavailable.Status, unavailable.StatusCode), Is.EqualTo((WebhookRoutingStatus.Unavailable, 503)));
        Assert.That(again.Status, Is.EqualTo(WebhookRoutingStatus.Handled));
    }

    [Test]
    public async Task Our_own_refund_that_fails_days_later_is_on_record_as_failed()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        var made = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        await desk.DeliverAsync();
        desk.Time.Advance(TimeSpan.FromDays(3));
        desk.Stripe.Account.FailRefund(made.Refund!.Value.Value);

        await desk.DeliverAsync();

        var asked = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        Assert.That(asked.State, Is.EqualTo(RefundState.Failed));
        Assert.That((await desk.AuditAsync())[^1], Has.Property(nameof(AuditEntry.Action)).EqualTo(AuditActions.RefundStatusChanged).And.Property(nameof(AuditEntry.State)).EqualTo(RefundState.Failed));
    }

    [Test]
    public async Task A_webhook_settles_a_refund_whose_answer_was_lost()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseReply().On("POST", "/v1/refunds"));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        await desk.DeliverAsync();

        desk.Stripe.ClearRequests();
        Assert.That((await desk.Refunds.RefundAsync(Desk.Request(customer, paid))).State, Is.EqualTo(RefundState.Succeeded));
        Assert.That(desk.Calls, Is.Empty);
    }

    [Test]
    public void A_handler_of_nothing_is_an_error()
    {
        Assert.That(() => new ServiceCollection().AddBillingContext().AddWebhookHandler<Heard>(), Throws.ArgumentException.With.Message.Contains("RefundChange"));
    }

    private static Task<WebhookRoutingResult> RouteAsync(Desk desk, byte[] body) =>
        desk.Router.RouteAsync(new WebhookDelivery(body, WebhookSigner.Sign(body, StripeSimulator.WebhookSecret, desk.Time.GetUtcNow())));

    /// <summary>What a conversation hears up to an event, or the first it hears at all.</summary>
    private static async Task<List<BillingChange>> HearAsync(
        Desk desk, CustomerResolution customer, ChangeToken since, string? until, CancellationToken cancellationToken = default)
    {
        var heard = new List<BillingChange>();
        await foreach (var change in desk.Feed.WatchAsync(customer, since, cancellationToken))
        {
            heard.Add(change);
            if (until is null || change.EventType == until)
            {
                break;
            }
        }

        return heard;
    }

    internal sealed class Heard
    {
        internal bool Fails { get; set; }

        internal List<RefundChange> Refunds { get; } = [];
    }

    internal sealed class Hears(Heard heard) : IWebhookHandler<RefundChange>
    {
        public Task HandleAsync(RefundChange change, CancellationToken cancellationToken)
        {
            if (heard.Fails)
            {
                throw new InvalidOperationException("The host's handler failed.");
            }

            heard.Refunds.Add(change);
            return Task.CompletedTask;
        }
    }
}
