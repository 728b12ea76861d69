using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests;

public class SmokeTests
{
    [Test]
    public async Task One_thread_through_every_room()
    {
        var simulator = new StripeSimulator();
        var customer = simulator.Account.AddCustomer("buyer@example.com", "Bo Buyer");
        var paid = simulator.Account.Pay(customer, 4_200);
        var services = new ServiceCollection();
        services.AddBillingContext(o => o.EnableRefunds = true).UseStripeSimulator(simulator);
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        var resolution = await provider.GetRequiredService<ICustomerResolver>().ResolveAsync(CustomerQuery.ForCustomer(new CustomerId(customer)));
        var context = await provider.GetRequiredService<IPaymentContextProvider>().GetAsync(resolution);
        var result = await provider.GetRequiredService<IRefundService>().RefundAsync(new RefundRequest
        {
            RequestId = "t1",
            Customer = resolution,
            Payment = new PaymentId(paid.PaymentIntentId),
            Actor = Actor.Person("agent_1"),
        });
        TestContext.Out.WriteLine(context + "\n" + string.Join("\n", context.Payments) + "\n" + string.Join("\n", context.Missing.Select(m => m.Describe())) + "\n" + result);
        foreach (var request in simulator.Requests) TestContext.Out.WriteLine($"{request.Method} {request.Path}?{request.Query} {request.Status}");
        var router = provider.GetRequiredService<WebhookEventRouter>();
        foreach (var webhook in simulator.Account.TakeWebhooks())
            TestContext.Out.WriteLine(await router.RouteAsync(new WebhookDelivery(webhook.Body, webhook.SignatureHeader)));
        foreach (var line in await provider.GetRequiredService<IBillingStore>().ReadAuditAsync(default, 0, 100, default)) TestContext.Out.WriteLine(line);
        Assert.That(result.State, Is.EqualTo(RefundState.Succeeded));
    }
}
