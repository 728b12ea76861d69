using BillingContext;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Policies;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using TrimmedConsumer;

var policy = RefundPolicy.Parse("""
    {"version":1,"default":"needs_approval","timeZone":"UTC","rules":[{"name":"small","verdict":"approve","when":{"amount":{"atMost":{"usd":"50.00"}}}}]}
    """);
var services = new ServiceCollection();
services.AddBillingContext(options => options.EnableRefunds = true)
    .UseStripe(stripe =>
    {
        stripe.ApiKey = "rk_test_trimmed_consumer";
        stripe.WebhookSecrets.Add("whsec_trimmed_consumer_0123456789");
    })
    .AddRefundPolicies(policy)
    .AddWebhookHandler<RefundWatcher>();
services.AddHttpClient(StripeOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new CannedStripe());
await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

var customer = await provider.GetRequiredService<ICustomerResolver>().ResolveAsync(CustomerQuery.ForCustomer(new CustomerId("cus_1")));
var context = await provider.GetRequiredService<IPaymentContextProvider>().GetAsync(customer);
Require(context is { State: CustomerState.Known, IsComplete: true, Payments: [{ Status: PaymentStatus.Succeeded, Card.Brand: "visa" }], Subscriptions.Count: 1 }, $"a whole context, not {context}");

var refund = await provider.GetRequiredService<IRefundService>().RefundAsync(new RefundRequest
{
    RequestId = "t1",
    Customer = customer,
    Payment = context.Payments[0].Id,
    Actor = Actor.Assistant("bot"),
});
Require(refund.State == RefundState.Succeeded && refund.PolicyVersion == policy.Version, $"a refund within the policy, not {refund}");

var routed = await provider.GetRequiredService<WebhookEventRouter>().RouteAsync(CannedStripe.Webhook("whsec_trimmed_consumer_0123456789"));
Require(routed.Status == WebhookRoutingStatus.Handled, $"a webhook handled, not {routed}");
Require(RefundWatcher.Heard == "re_1", "the handler to hear of the refund");

Console.WriteLine("OK");

static void Require(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException($"Expected {what}.");
    }
}
