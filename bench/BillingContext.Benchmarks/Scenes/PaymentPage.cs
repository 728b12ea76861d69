using System.Net.Http.Headers;
using BillingContext.Benchmarks.Floors;
using BillingContext.Benchmarks.Measuring;
using BillingContext.Payments;
using BillingContext.StripeAdapter;
using BillingContext.Testing;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>A page of 100 payment intents with their charges, one in ten refunded, 546 KB; and both ways to read it.</summary>
internal sealed class PaymentPage
{
    internal const int Payments = 100;
    private const int Size = 546_000;

    private readonly byte[] body;
    private readonly Adapter adapter;
    private readonly CustomerId customer;

    internal PaymentPage()
    {
        var simulator = new StripeSimulator();
        customer = new CustomerId(simulator.Account.AddCustomer("buyer@example.com", "Bo Buyer"));
        for (var i = 0; i < Payments; i++)
        {
            var metadata = new Dictionary<string, string> { ["order_id"] = $"{1000 + i}" };
            var paid = simulator.Account.Pay(customer.Value, 4_200 + i, description: $"Order {1000 + i}", metadata: metadata);
            if (i % 10 == 0)
            {
                simulator.Account.Refund(paid, 1_200);
            }
        }

        body = StripeText.Dress(
            Get(simulator, $"v1/payment_intents?customer={customer}&limit={Payments}&expand[]=data.latest_charge.refunds"),
            Size,
            page => [.. page["data"]!.AsArray().Select(intent => intent!["latest_charge"]!)]);
        adapter = new Adapter(new CannedHandler(body));
        Same.Require(Read(), ReadByFloor());
    }

    internal IReadOnlyList<Payment> Read() =>
        InMemory.Result(adapter.Stripe.ListPaymentsAsync(adapter.Scope, customer, Payments, CancellationToken.None)).Items;

    internal IReadOnlyList<Payment> ReadByFloor() => ListFloor.Read(body);

    private static byte[] Get(StripeSimulator simulator, string path)
    {
        using var client = new HttpClient(simulator.CreateHandler()) { BaseAddress = new Uri("https://api.stripe.com") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", StripeSimulator.SecretKey);
        client.DefaultRequestHeaders.Add("Stripe-Version", StripeOptions.ApiVersion);
        return InMemory.Result(client.GetByteArrayAsync(path));
    }
}
