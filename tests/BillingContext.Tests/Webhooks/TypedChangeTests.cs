using System.Text;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Webhooks;

/// <summary>What a handler of each kind of change is told: the object as it is now, with customer and payment, over the simulated Stripe.</summary>
public class TypedChangeTests
{
    private Desk desk = null!;
    private string customer = null!;

    [SetUp]
    public void SetUp()
    {
        desk = new Desk(builder => builder.AddWebhookHandler<HearsEverything>().Services.AddSingleton<HeardChanges>());
        customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        desk.Stripe.Account.TakeWebhooks();
    }

    [TearDown]
    public void TearDown() => desk.Dispose();

    [Test]
    public async Task A_failed_refund_is_told_once_beside_what_every_refund_tells()
    {
        var paid = Pay(4_200);
        desk.Stripe.Account.SetNextRefundStatus("pending");
        var refund = desk.Stripe.Account.Refund(paid, 1_000);
        await desk.DeliverAsync();
        Assert.That(Told<RefundFailed>(), Is.Empty, "it is pending");

        desk.Stripe.Account.FailRefund(refund);
        await desk.DeliverAsync();

        var failed = Told<RefundFailed>().Where(change => change.Event.Type == "refund.failed").ToList();
        Assert.That(failed, Has.Count.EqualTo(1));
        Assert.That((failed[0].Customer?.Value, failed[0].Payment?.Id.Value, failed[0].Refund?.Id.Value, failed[0].Refund?.Status),
            Is.EqualTo((customer, paid.PaymentIntentId, refund, RefundStatus.Failed)));
        Assert.That(failed[0].Refund!.FailureReason, Is.EqualTo("expired_or_canceled_card"));
        Assert.That(Told<RefundChange>().Any(change => change.Event.Type == "refund.failed"), Is.True);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_older_event_tells_of_a_failure_by_what_the_refund_is_now(bool fails)
    {
        var paid = Pay(4_200);
        desk.Stripe.Account.SetNextRefundStatus("pending");
        var refund = desk.Stripe.Account.Refund(paid, 1_000);
        if (fails)
        {
            desk.Stripe.Account.FailRefund(refund);
        }

        await RouteAsync("charge.refund.updated", $$"""{"id":"{{refund}}","object":"refund","payment_intent":"{{paid.PaymentIntentId}}","charge":"{{paid.ChargeId}}","status":"failed"}""");

        Assert.That(Told<RefundFailed>().Count, Is.EqualTo(fails ? 1 : 0));
        Assert.That(Told<RefundChange>(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_dispute_is_opened_changed_and_closed()
    {
        var paid = Pay(4_200);
        var dispute = desk.Stripe.Account.OpenDispute(paid.ChargeId!, "product_not_received");
        await desk.DeliverAsync();
        var opened = Told<DisputeOpened>().Single();
        Assert.That((opened.Customer?.Value, opened.Payment?.Id.Value, opened.Dispute?.Id.Value, opened.Dispute?.Status),
            Is.EqualTo((customer, paid.PaymentIntentId, dispute, DisputeStatus.Open)));

        desk.Stripe.Account.CloseDispute(dispute, won: false);
        await desk.DeliverAsync();

        var closed = Told<DisputeClosed>().Single();
        Assert.That((closed.Customer?.Value, closed.Dispute?.Id.Value, closed.Dispute?.Status), Is.EqualTo((customer, dispute, DisputeStatus.Lost)));
        Assert.That(Told<DisputeOpened>(), Has.Count.EqualTo(1));
        Assert.That(Told<DisputeChange>().Select(change => change.Event.Type), Does.Contain("charge.dispute.created").And.Contain("charge.dispute.closed"));
    }

    [Test]
    public async Task A_fraud_warning_is_told_with_the_payment_it_warns_of()
    {
        var paid = Pay(4_200);
        desk.Stripe.Account.TakeWebhooks();
        var warning = desk.Stripe.Account.WarnOfFraud(paid.ChargeId!, "made_with_stolen_card");

        await desk.DeliverAsync();

        var told = Told<FraudWarningChange>().First();
        Assert.That((told.Customer?.Value, told.Payment?.Id.Value, told.Warning?.Id, told.Warning?.FraudType),
            Is.EqualTo((customer, paid.PaymentIntentId, warning, "made_with_stolen_card")));
        Assert.That(told.Payment!.FraudWarnings, Has.Count.EqualTo(1));
        Assert.That(Told<PaymentChange>(), Is.Empty);
    }

    [Test]
    public async Task A_key_that_may_not_read_warnings_still_tells_of_the_payment()
    {
        var paid = Pay(4_200);
        desk.Stripe.Account.TakeWebhooks();
        desk.Stripe.Account.WarnOfFraud(paid.ChargeId!);
        desk.Stripe.Faults.Add(StripeFault.Status(403, """{"error":{"type":"invalid_request_error","message":"The provided key does not have the required permissions for this endpoint."}}""").On(HttpMethod.Get, "/v1/radar/early_fraud_warnings"));

        await desk.DeliverAsync();

        var told = Told<FraudWarningChange>().First();
        Assert.That((told.Payment?.Id.Value, told.Warning), Is.EqualTo((paid.PaymentIntentId, (EarlyFraudWarning?)null)));
        Assert.That(told.Payment!.FraudWarnings, Is.Null, "not read is not none");
    }

    [Test]
    public async Task A_key_that_may_not_read_disputes_still_tells_of_the_payment()
    {
        var paid = Pay(4_200);
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");
        desk.Stripe.Faults.Add(StripeFault.Status(403, """{"error":{"type":"invalid_request_error","message":"The provided key does not have the required permissions for this endpoint."}}""").On(HttpMethod.Get, "/v1/disputes"));

        await desk.DeliverAsync();

        var told = Told<DisputeOpened>().Single();
        Assert.That((told.Customer?.Value, told.Payment?.Id.Value, told.Dispute), Is.EqualTo((customer, paid.PaymentIntentId, (Dispute?)null)));
        Assert.That(told.Payment!.DisputesComplete, Is.False, "not read is not none");
    }

    [Test]
    public async Task A_subscription_and_its_invoice_are_told_as_they_are_now()
    {
        var subscription = desk.Stripe.Account.Subscribe(customer);
        await desk.DeliverAsync();

        var told = Told<SubscriptionChange>()[0];
        Assert.That((told.Customer?.Value, told.Subscription?.Id.Value, told.Subscription?.Status), Is.EqualTo((customer, subscription.SubscriptionId, SubscriptionStatus.Active)));
        var invoice = Told<InvoiceChange>().First(change => change.Event.Type == "invoice.paid");
        Assert.That((invoice.Customer?.Value, invoice.Invoice?.StripeStatus, invoice.Invoice?.Subscription?.Value), Is.EqualTo((customer, "paid", subscription.SubscriptionId)));
        Assert.That(invoice.Invoice!.PaidBy, Has.Count.EqualTo(1));
        var change = (await desk.Store.ReadChangesAsync(MerchantId.Default, 0, 100, default)).First(change => change.EventType == "invoice.paid");
        Assert.That(change.Payment, Is.EqualTo(invoice.Invoice.PaidBy[0].Payment), "a payload does not name what paid an invoice");
    }

    [Test]
    public async Task A_schedule_tells_of_its_subscription_and_a_credit_note_of_its_invoice()
    {
        var subscription = desk.Stripe.Account.Subscribe(customer);
        var invoice = desk.Stripe.Account.AddInvoice(customer, 900);
        desk.Stripe.Account.TakeWebhooks();

        await RouteAsync("subscription_schedule.updated", $$"""{"id":"sub_sched_1","object":"subscription_schedule","customer":"{{customer}}","subscription":"{{subscription.SubscriptionId}}"}""");
        await RouteAsync("credit_note.created", $$"""{"id":"cn_1","object":"credit_note","customer":"{{customer}}","invoice":"{{invoice.InvoiceId}}"}""");

        Assert.That(Told<SubscriptionChange>().Single().Subscription?.Id.Value, Is.EqualTo(subscription.SubscriptionId));
        Assert.That(Told<InvoiceChange>().Single().Invoice?.Id?.Value, Is.EqualTo(invoice.InvoiceId));
    }

    [Test]
    public async Task A_customers_record_is_told_and_prints_nothing_personal()
    {
        await RouteAsync("payment_method.attached", $$"""{"id":"pm_1","object":"payment_method","customer":"{{customer}}"}""");

        var told = Told<CustomerChange>().Single();
        Assert.That((told.Id?.Value, told.Customer?.Email), Is.EqualTo((customer, "buyer@example.com")));
        Assert.That(told.ToString(), Does.Not.Contain("buyer"));
    }

    [Test]
    public async Task An_approval_of_Stripes_names_the_refund_that_waits_and_has_it_looked_at()
    {
        var paid = Pay(4_200);
        desk.Stripe.Account.RequireApprovalAbove(100);
        var waits = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        Assert.That(waits.State, Is.EqualTo(RefundState.AwaitingStripeApproval));
        await desk.DeliverAsync();
        var approval = waits.StripeApproval!.Id;
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        desk.Stripe.Account.ApproveRefund(approval);
        var thin = desk.Stripe.Account.TakeWebhooks().First(webhook => webhook.Type == "v2.core.approval_request.succeeded");

        await desk.RouteAsync(thin);

        var told = Told<StripeApprovalChange>()[^1];
        Assert.That((told.Event.ObjectId, told.RequestId, told.Customer?.Value, told.Payment?.Value), Is.EqualTo((approval, "request-1", customer, paid.PaymentIntentId)));
        Assert.That((await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default))!.DueAt, Is.EqualTo(desk.Time.GetUtcNow()));
        await desk.Get<IRefundReconciler>().SweepAsync();
        Assert.That((await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default))!.State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task An_approval_of_somebody_elses_names_nobody_and_leaves_ours_alone()
    {
        var paid = Pay(4_200);
        desk.Stripe.Account.RequireApprovalAbove(100);
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        desk.Stripe.Account.TakeWebhooks();
        var before = await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default);

        await RouteAsync("v2.core.approval_request.succeeded", null, "\"related_object\":{\"id\":\"apreq_other\",\"type\":\"approval_request\"}");

        Assert.That(Told<StripeApprovalChange>().Single() with { Event = null! }, Is.EqualTo(new StripeApprovalChange(null!, null, null, null, null)));
        Assert.That(await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default), Is.EqualTo(before));
    }

    [Test]
    public async Task An_approval_of_the_same_id_in_another_account_leaves_ours_alone()
    {
        var paid = Pay(4_200);
        desk.Stripe.Account.RequireApprovalAbove(100);
        var waits = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        var own = (await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default))!;
        var earlier = own with { Scope = own.Scope with { Account = new StripeAccountId("acct_before") }, RequestId = "request-0", Version = 0, DueAt = own.CreatedAt };
        await desk.Store.CommitAsync(new StoreBatch { Intent = earlier }, default);

        await RouteAsync("v2.core.approval_request.approved", null, $"\"related_object\":{{\"id\":\"{waits.StripeApproval!.Id}\",\"type\":\"approval_request\"}}");

        Assert.That(Told<StripeApprovalChange>()[^1].RequestId, Is.EqualTo("request-1"));
        Assert.That((await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-0", default))!.Version, Is.EqualTo(1));
    }

    [Test]
    public async Task Who_hears_only_of_disputes_that_open_costs_no_read_of_the_others()
    {
        using var narrow = new Desk(builder => builder.AddWebhookHandler<HearsOpened>().Services.AddSingleton<HeardChanges>());
        var paid = narrow.Stripe.Account.Pay(narrow.Stripe.Account.AddCustomer("buyer@example.com"), 4_200);
        var dispute = narrow.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");
        await narrow.DeliverAsync();
        narrow.Stripe.Account.UpdateDispute(dispute, "under_review");
        narrow.Stripe.ClearRequests();

        await narrow.DeliverAsync();

        Assert.That(narrow.Get<HeardChanges>().Changes.OfType<DisputeOpened>().Count(), Is.EqualTo(1));
        Assert.That(narrow.Calls, Is.Empty);
    }

    private SimulatedPayment Pay(long amount)
    {
        var paid = desk.Stripe.Account.Pay(customer, amount);
        desk.Stripe.Account.TakeWebhooks();
        return paid;
    }

    private List<TChange> Told<TChange>() => [.. desk.Get<HeardChanges>().Changes.OfType<TChange>()];

    private async Task RouteAsync(string type, string? @object, string? more = null)
    {
        var about = more ?? $"\"data\":{{\"object\":{@object}}}";
        var body = Encoding.UTF8.GetBytes($$"""{"id":"evt_{{type}}","type":"{{type}}","livemode":false,"created":1,{{about}} }""");
        var result = await desk.Router.RouteAsync(new WebhookDelivery(body, WebhookSigner.Sign(body, StripeSimulator.WebhookSecret, desk.Time.GetUtcNow())));
        Assert.That(result.Status, Is.EqualTo(WebhookRoutingStatus.Handled));
    }

    private sealed class HearsOpened(HeardChanges heard) : IWebhookHandler<DisputeOpened>
    {
        public Task HandleAsync(DisputeOpened change, CancellationToken cancellationToken)
        {
            heard.Changes.Add(change);
            return Task.CompletedTask;
        }
    }
}
