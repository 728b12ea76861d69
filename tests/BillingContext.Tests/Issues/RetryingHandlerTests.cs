using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>A host's defaults for all clients retried by themselves, and what they hid looked like a refusal after nothing was sent.</summary>
public class RetryingHandlerTests
{
    [Test]
    public async Task A_refusal_after_a_hidden_retry_is_not_the_last_word()
    {
        using var desk = new Desk(builder => builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new RetriesOnce())));
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseReply().On("POST", "/v1/refunds"));
        desk.Stripe.Faults.Add(StripeFault.RefuseConnection().On("POST", "/v1/refunds"));

        var lost = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        var found = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));

        Assert.That((lost.State, found.State), Is.EqualTo((RefundState.Unknown, RefundState.Succeeded)));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    private sealed class RetriesOnce : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
