using System.Net.Http.Headers;
using BillingContext.Testing;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>A simulated Stripe with many payments, asked over its handler as any client would.</summary>
internal sealed class BusyStripe : IDisposable
{
    private const int PaymentsPerCustomer = 20;

    private readonly StripeSimulator simulator = new();
    private readonly HttpMessageInvoker client;
    private readonly string customer;

    internal BusyStripe(int payments)
    {
        client = new HttpMessageInvoker(simulator.CreateHandler());
        customer = simulator.Account.AddCustomer("buyer@example.com");
        for (var made = 0; made < payments;)
        {
            var payer = made == 0 ? customer : simulator.Account.AddCustomer($"buyer{made}@example.com");
            for (var i = 0; i < PaymentsPerCustomer; i++, made++)
            {
                simulator.Account.Pay(payer, 1_000 + i);
            }
        }

        simulator.Account.TakeWebhooks();
    }

    internal StripeSimulator Simulator => simulator;

    internal string CustomerTarget => $"/v1/customers/{customer}";

    internal string ListTarget => $"/v1/payment_intents?customer={customer}&limit=10&expand[]=data.latest_charge.refunds";

    /// <summary>The customer's ten newest payments, with what the adapter expands.</summary>
    internal void List() => Send(HttpMethod.Get, ListTarget);

    /// <summary>The newest payments of all customers.</summary>
    internal void ListAll() => Send(HttpMethod.Get, "/v1/payment_intents?limit=10");

    internal void GetCustomer() => Send(HttpMethod.Get, CustomerTarget);

    internal void ClearRequests() => simulator.ClearRequests();

    public void Dispose() => client.Dispose();

    private void Send(HttpMethod method, string target)
    {
        using var request = new HttpRequestMessage(method, "https://api.stripe.com" + target);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", StripeSimulator.SecretKey);
        var answer = client.SendAsync(request, CancellationToken.None);
        using var response = answer.IsCompletedSuccessfully
            ? answer.Result
            : throw new InvalidOperationException("The simulator did not answer at once.");
        response.EnsureSuccessStatusCode();
    }
}
