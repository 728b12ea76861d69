using System.Net;
using System.Text;
using BillingContext.Payments;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>A page beyond the serializer's first buffer was unreadable as soon as a reference in it was null.</summary>
public class LargePageTests
{
    private const int MoreThanOneBuffer = 100;

    [Test]
    public async Task Reads_payments_nobody_tried_to_make_on_a_large_page()
    {
        var intents = Enumerable.Range(0, MoreThanOneBuffer).Select(i =>
            $$"""{"id":"pi_{{i}}","amount":100,"created":1793610000,"currency":"usd","customer":null,"latest_charge":null,"status":"requires_payment_method","description":"{{new string('x', 400)}}"}""");
        await using var provider = Answering($$"""{"object":"list","data":[{{string.Join(',', intents)}}],"has_more":false}""");

        var page = await provider.GetRequiredService<IStripeAdapter>()
            .ListPaymentsAsync(new StripeScope(MerchantId.Default, null, Livemode: false), new CustomerId("cus_1"), MoreThanOneBuffer, CancellationToken.None);

        Assert.That(page.Items, Has.Count.EqualTo(MoreThanOneBuffer));
        Assert.That(page.Items, Has.All.Matches<Payment>(payment => payment is { Charge: null, Customer: null, Refunded.IsZero: true }));
    }

    private static ServiceProvider Answering(string json)
    {
        var services = new ServiceCollection();
        services.AddBillingContext().UseStripe(stripe => (stripe.ApiKey, stripe.MaxRetries) = (StripeSimulator.SecretKey, 0));
        services.AddHttpClient(StripeOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new Canned(json));
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class Canned(string json) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") });
    }
}
