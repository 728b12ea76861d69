using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>Facts that were read in two halves, or not at all, and did not say so.</summary>
public class IncompleteFactsTests
{
    [Test]
    public async Task A_refund_made_between_the_sum_and_the_list_is_counted()
    {
        var between = new BetweenReads();
        using var desk = new Desk(builder => builder.Services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => between));
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 1_000);
        for (var i = 0; i < 11; i++)
        {
            desk.Stripe.Account.Refund(paid, 1);
        }

        between.Happens = () => desk.Stripe.Account.Refund(paid, 300);
        var payment = await desk.Contexts.GetPaymentAsync(Desk.Verified(customer), new PaymentId(paid.PaymentIntentId!));

        Assert.That(payment!.Refunded, Is.EqualTo(Money.Of("usd", 311)));
        Assert.That(payment.Refunds, Has.Count.EqualTo(12));
    }

    [Test]
    public async Task A_guests_context_whose_refunds_cannot_be_read_says_so()
    {
        using var desk = new Desk();
        var paid = desk.Stripe.Account.Pay(customer: null, 1_000);
        desk.Stripe.Account.Refund(paid, 400);
        desk.Stripe.Faults.Add(StripeFault.Status(403, """{"type":"invalid_request_error","message":"… 'rak_refund_read' …"}""").On("GET", "/v1/charges/"));

        var context = await desk.Contexts.GetAsync(CustomerResolution.VerifiedPayment(Desk.Scope, new PaymentId(paid.ChargeId!)));

        Assert.That(context.Missing.Select(gap => gap.Area), Is.EqualTo(new[] { DataArea.Refunds }));
    }

    [TestCase("{}")]
    [TestCase("""{"object":"list","data":null,"has_more":false}""")]
    [TestCase("""{"object":"list","data":[],"has_more":true}""")]
    public async Task A_list_that_says_nothing_is_not_a_list_of_nothing(string answer)
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        desk.Stripe.Account.Pay(customer, 1_000);
        desk.Stripe.Faults.Add(StripeFault.Status(200, answer).On("GET", "/v1/payment_intents"));

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(context.Missing.Select(gap => gap.Area), Does.Contain(DataArea.Payments));
    }

    [Test]
    public async Task A_context_whose_twin_was_forgotten_still_hears_of_its_payments()
    {
        using var desk = new Desk(builder => builder.Services.Configure<BillingContextOptions>(options => options.MaxCachedContexts = 2));
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 1_000);
        var other = desk.Stripe.Account.AddCustomer("other@example.com");
        desk.Stripe.Account.TakeWebhooks();
        var withAttempts = new PaymentContextRequest { IncludeAttempts = true };
        await desk.Contexts.GetAsync(Desk.Verified(customer));
        await desk.Contexts.GetAsync(Desk.Verified(customer), withAttempts);
        await desk.Contexts.GetAsync(Desk.Verified(other));
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");

        await desk.RouteAsync(desk.Stripe.Account.TakeWebhooks().Single(webhook => webhook.Type == "charge.dispute.created"));

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer), withAttempts);
        Assert.That(context.Payments.Single().IsDisputed, Is.True);
    }

    private sealed class BetweenReads : DelegatingHandler
    {
        internal Action? Happens { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath == "/v1/refunds")
            {
                Happens?.Invoke();
                Happens = null;
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
