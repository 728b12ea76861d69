using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>Many customers, each with ten payments, of which one is refunded in part, and a subscription that paid one of them.</summary>
internal sealed class Shop : IDisposable
{
    private const int Payments = 10;
    private const int WarmUp = 20;

    private readonly StripeSimulator simulator = new();
    private readonly ServiceProvider provider;
    private readonly List<CustomerId> customers;

    internal Shop(int customers)
    {
        this.customers = [.. Enumerable.Range(0, WarmUp + customers).Select(AddCustomer)];
        var services = new ServiceCollection();
        services.AddBillingContext(options => options.MaxCachedContexts = WarmUp + customers).UseStripeSimulator(simulator);
        provider = services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>What the cache keeps of a customer whose context was opened once.</summary>
    internal double BytesKeptEach()
    {
        customers.Take(WarmUp).ToList().ForEach(Open);
        simulator.ClearRequests();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        customers.Skip(WarmUp).ToList().ForEach(Open);
        simulator.ClearRequests();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        customers.ForEach(Open);
        return simulator.Requests.Count == 0
            ? (double)(after - before) / (customers.Count - WarmUp)
            : throw new InvalidOperationException("Not all of them were kept.");
    }

    public void Dispose() => provider.Dispose();

    private void Open(CustomerId customer)
    {
        var context = provider.GetRequiredService<IPaymentContextProvider>()
            .GetAsync(CustomerResolution.VerifiedCustomer(new StripeScope(MerchantId.Default, null, Livemode: false), customer))
            .GetAwaiter().GetResult();
        if (!context.IsComplete || context.Payments.Count != Payments || context.Subscriptions.Count != 1)
        {
            throw new InvalidOperationException($"The context is not whole: {context}.");
        }
    }

    private CustomerId AddCustomer(int number)
    {
        var customer = simulator.Account.AddCustomer($"buyer{number}@example.com", "Bo Buyer");
        simulator.Account.Subscribe(customer);
        for (var paid = 1; paid < Payments; paid++)
        {
            var payment = simulator.Account.Pay(customer, 1_000 + paid, description: $"Order {number}-{paid}");
            if (paid == 1)
            {
                simulator.Account.Refund(payment, 500);
            }
        }

        return new CustomerId(customer);
    }
}
