using System.Net.Http.Headers;

namespace BillingContext.Testing.Tests;

public sealed class RequestLogTests
{
    [Test]
    public async Task Only_the_newest_ten_thousand_requests_are_kept()
    {
        var stripe = new StripeSimulator();
        using var http = new HttpClient(stripe.CreateHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", StripeSimulator.SecretKey);
        for (var i = 0; i <= 10_000; i++)
        {
            using var response = await http.GetAsync(new Uri($"https://api.stripe.com/v1/customers/cus_{i}"));
        }

        Assert.That(stripe.Requests, Has.Count.EqualTo(10_000));
        Assert.That(stripe.Requests[0].Path, Is.EqualTo("/v1/customers/cus_1"));
    }
}
