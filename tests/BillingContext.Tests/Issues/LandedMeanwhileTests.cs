using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>A refund landed after the list was read and before the payment was: it looked like another's that left nothing to refund, and was told as unknown.</summary>
public class LandedMeanwhileTests
{
    [Test]
    public async Task A_refund_that_lands_between_two_reads_is_found()
    {
        var landing = new Landing();
        using var desk = new Desk(builder => builder.Services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => landing));
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseRequest().On("POST", "/v1/refunds"));
        Assert.That((await desk.Refunds.RefundAsync(Desk.Request(customer, paid))).State, Is.EqualTo(RefundState.Unknown));
        landing.Land = () => desk.Stripe.Account.Refund(
            paid, 4_200, metadata: new Dictionary<string, string> { [Refund.RequestIdMetadataKey] = "request-1", ["billingcontext_merchant"] = "default" });

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That((result.State, result.Reasons[0].Code), Is.EqualTo((RefundState.Succeeded, "refund.made")));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    /// <summary>Lets it land once the list of refunds was answered.</summary>
    private sealed class Landing : DelegatingHandler
    {
        internal Func<string>? Land { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v1/refunds")
            {
                Land?.Invoke();
                Land = null;
            }

            return response;
        }
    }
}
