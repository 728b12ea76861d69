using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Framework;

/// <summary>A helpdesk on the simulated Stripe, registered as a host would. Calls are tried once unless a test wants retries.</summary>
internal sealed class Desk : IDisposable
{
    private readonly ServiceProvider provider;

    internal Desk(Action<IBillingContextBuilder>? configure = null, StripeSimulator? stripe = null, bool enableRefunds = true, bool enableCancellations = true)
    {
        Stripe = stripe ?? new StripeSimulator();
        var services = new ServiceCollection();
        var builder = services
            .AddBillingContext(options => (options.EnableRefunds, options.EnableCancellations) = (enableRefunds, enableCancellations))
            .UseStripe(options => options.MaxRetries = 0)
            .UseStripeSimulator(Stripe);
        configure?.Invoke(builder);
        provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    internal StripeSimulator Stripe { get; }

    internal ManualTimeProvider Time => (ManualTimeProvider)Stripe.TimeProvider;

    internal ICustomerResolver Resolver => Get<ICustomerResolver>();

    internal IPaymentContextProvider Contexts => Get<IPaymentContextProvider>();

    internal IRefundService Refunds => Get<IRefundService>();

    internal ISubscriptionService Subscriptions => Get<ISubscriptionService>();

    internal WebhookEventRouter Router => Get<WebhookEventRouter>();

    internal IWebhookInbox Inbox => Get<IWebhookInbox>();

    internal IBillingFeed Feed => Get<IBillingFeed>();

    internal IBillingStore Store => Get<IBillingStore>();

    internal static StripeScope Scope { get; } = new(MerchantId.Default, null, false);

    internal T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    /// <summary>The customer, as the host vouches for them.</summary>
    internal static CustomerResolution Verified(string customer) => CustomerResolution.VerifiedCustomer(Scope, new CustomerId(customer));

    /// <summary>A person's request for a refund; each test changes what it is about.</summary>
    internal static RefundRequest Request(string customer, SimulatedPayment paid, long? amount = null, string currency = "usd") => new()
    {
        RequestId = "request-1",
        Customer = Verified(customer),
        Payment = new PaymentId(paid.PaymentIntentId ?? paid.ChargeId),
        Amount = amount is { } value ? Money.Of(currency, value) : null,
        Actor = Actor.Person("agent-7"),
        Ticket = new TicketReference("T-100"),
    };

    /// <summary>A person's request to cancel; each test changes what it is about.</summary>
    internal static CancellationRequest Cancellation(string customer, string subscription) => new()
    {
        RequestId = "cancel-1",
        Customer = Verified(customer),
        Subscription = new SubscriptionId(subscription),
        Actor = Actor.Person("agent-7"),
        Ticket = new TicketReference("T-100"),
    };

    internal async Task<IReadOnlyList<AuditEntry>> AuditAsync() => [.. (await Store.ReadAuditAsync(MerchantId.Default, 0, 1000, default)).Select(line => line.Read())];

    /// <summary>Delivers everything Stripe has to tell, in order.</summary>
    internal async Task<List<WebhookRoutingResult>> DeliverAsync(string? apiVersion = null)
    {
        var results = new List<WebhookRoutingResult>();
        foreach (var webhook in Stripe.Account.TakeWebhooks(apiVersion))
        {
            results.Add(await RouteAsync(webhook));
        }

        return results;
    }

    internal Task<WebhookRoutingResult> RouteAsync(SimulatedWebhook webhook) =>
        Router.RouteAsync(new WebhookDelivery(webhook.Body, webhook.SignatureHeader));

    /// <summary>Stores an event, as an endpoint does that leaves the rest to the background.</summary>
    internal Task<WebhookRoutingResult> ReceiveAsync(SimulatedWebhook webhook) =>
        Router.ReceiveAsync(new WebhookDelivery(webhook.Body, webhook.SignatureHeader));

    /// <summary>What was asked of Stripe, as a reader would write it down.</summary>
    internal IReadOnlyList<string> Calls => [.. Stripe.Requests.Select(request => $"{request.Method} {request.Path}")];

    public void Dispose() => provider.Dispose();
}
