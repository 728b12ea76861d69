using System.Net.Http.Headers;
using System.Text;
using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Issues;

/// <summary>A webhook settled our request by its stamp alone, or was acknowledged without settling it.</summary>
public class WebhookSettlementTests
{
    [Test]
    public async Task A_copied_stamp_on_another_payment_settles_nothing()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        var other = desk.Stripe.Account.Pay(customer, 900);
        var made = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 900));
        await CopyStampAsync(desk, other);
        desk.Stripe.Account.FailRefund(desk.Stripe.Account.Refunds.Single(refund => refund.Id != made.Refund!.Value.Value).Id);

        await desk.DeliverAsync();

        var asked = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 900));
        Assert.That((asked.State, asked.Refund), Is.EqualTo((RefundState.Succeeded, made.Refund)));
    }

    [Test]
    public async Task A_failed_refund_is_not_lost_while_a_key_is_rotated()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var made = await desk.Refunds.RefundAsync(Desk.Request(customer, desk.Stripe.Account.Pay(customer, 4_200)));
        await desk.DeliverAsync();
        desk.Stripe.Account.FailRefund(made.Refund!.Value.Value);
        var failed = desk.Stripe.Account.TakeWebhooks().Single(webhook => webhook.Type == "refund.failed");
        desk.Stripe.Faults.Add(StripeFault.Status(401, """{"type":"invalid_request_error","code":"api_key_expired"}""").On("GET", "/v1/"));

        var rotating = await desk.RouteAsync(failed);
        var rotated = await desk.RouteAsync(failed);

        Assert.That((rotating.Status, rotated.Status), Is.EqualTo((WebhookRoutingStatus.Unavailable, WebhookRoutingStatus.Accepted)));
        Assert.That((await desk.AuditAsync())[^1].State, Is.EqualTo(RefundState.Failed));
    }

    [Test]
    public async Task A_failed_refund_is_not_lost_while_its_payment_cannot_be_found()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var made = await desk.Refunds.RefundAsync(Desk.Request(customer, desk.Stripe.Account.Pay(customer, 4_200)));
        await desk.DeliverAsync();
        desk.Stripe.Account.FailRefund(made.Refund!.Value.Value);
        var failed = desk.Stripe.Account.TakeWebhooks().Single(webhook => webhook.Type == "refund.failed");
        desk.Stripe.Faults.Add(StripeFault.Status(404, """{"type":"invalid_request_error","code":"resource_missing"}""").On("GET", "/v1/"));

        var missing = await desk.RouteAsync(failed);
        var found = await desk.RouteAsync(failed);

        Assert.That((missing.Status, found.Status), Is.EqualTo((WebhookRoutingStatus.Unavailable, WebhookRoutingStatus.Accepted)));
        Assert.That((await desk.AuditAsync())[^1].State, Is.EqualTo(RefundState.Failed));
    }

    private static async Task CopyStampAsync(Desk desk, SimulatedPayment payment)
    {
        using var client = new HttpClient(desk.Stripe.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.stripe.com/v1/refunds");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", StripeSimulator.SecretKey);
        request.Content = new StringContent(
            $"payment_intent={payment.PaymentIntentId}&metadata[billingcontext_request_id]=request-1&metadata[billingcontext_merchant]=default",
            Encoding.UTF8,
            "application/x-www-form-urlencoded");
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
