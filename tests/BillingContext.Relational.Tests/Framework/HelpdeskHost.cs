using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Relational.Tests.Framework;

/// <summary>A host's process with the simulated Stripe and a durable store.</summary>
internal sealed class HelpdeskHost(StripeSimulator stripe, Action<IBillingContextBuilder> store) : IAsyncDisposable
{
    internal const string AuditKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private readonly ServiceProvider provider = Build(stripe, store);

    internal T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    internal async Task<RefundResult> RefundAsync(SimulatedPayment payment, string requestId = "t1") =>
        await Get<IRefundService>().RefundAsync(new RefundRequest
        {
            RequestId = requestId,
            Customer = await Get<ICustomerResolver>().ResolveAsync(CustomerQuery.ForPayment(new PaymentId(payment.PaymentIntentId!))),
            Payment = new PaymentId(payment.PaymentIntentId!),
            Amount = Money.Of("usd", 1_000),
            Actor = Actor.Person("agent_1"),
        });

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    private static ServiceProvider Build(StripeSimulator stripe, Action<IBillingContextBuilder> store)
    {
        var services = new ServiceCollection();
        var builder = services.AddBillingContext(options =>
        {
            options.EnableRefunds = true;
            options.AuditKey = AuditKey;
        });
        store(builder.UseStripeSimulator(stripe));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
