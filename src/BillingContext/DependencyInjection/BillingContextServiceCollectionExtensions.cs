using BillingContext;
using BillingContext.Audit;
using BillingContext.Audit.Internal;
using BillingContext.Customers;
using BillingContext.Customers.Internal;
using BillingContext.DependencyInjection;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Payments.Internal;
using BillingContext.Payments.Internal.References;
using BillingContext.Refunds;
using BillingContext.Refunds.Internal;
using BillingContext.Storage;
using BillingContext.Storage.Internal;
using BillingContext.StripeAdapter;
using BillingContext.StripeAdapter.Internal;
using BillingContext.StripeAdapter.Internal.Budgets;
using BillingContext.Subscriptions;
using BillingContext.Subscriptions.Internal;
using BillingContext.Telemetry;
using BillingContext.Webhooks;
using BillingContext.Webhooks.Internal;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers BillingContext.</summary>
public static class BillingContextServiceCollectionExtensions
{
    /// <summary>Adds customer resolution, payment contexts, refunds, cancellations and webhooks. Twice is the same as once; what the host registers itself wins.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the options; refunds and cancellations are off until it turns them on.</param>
    /// <returns>The builder that further verbs hang on: <c>UseStripe</c> comes first.</returns>
    public static IBillingContextBuilder AddBillingContext(this IServiceCollection services, Action<BillingContextOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.Any(service => service.ServiceType == typeof(Marker)))
        {
            services.AddSingleton<Marker>();
            AddOnce(services);
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<Promises>();
        services.TryAddSingleton<BillingMetrics>();

        AddStripe(services);
        services.TryAddSingleton(provider => ChainOf(provider.GetRequiredService<IOptions<BillingContextOptions>>().Value));
        services.TryAddSingleton<IBillingStore, InMemoryBillingStore>();
        services.TryAddSingleton<IAuditLog, StoreAuditLog>();
        services.TryAddSingleton<ICustomerResolver, StripeCustomerResolver>();

        services.TryAddSingleton<PaymentContextReader>();
        services.TryAddSingleton<PaymentFinder>();
        services.TryAddSingleton<CachingPaymentContextProvider>();
        services.TryAddSingleton<IPaymentContextProvider>(provider => provider.GetRequiredService<CachingPaymentContextProvider>());
        services.TryAddSingleton<IContextInvalidation>(provider => provider.GetRequiredService<CachingPaymentContextProvider>());

        services.TryAddSingleton<IRefundPolicyEngine, PersonDecidesEngine>();
        services.TryAddSingleton<RefundDecider>();
        services.TryAddSingleton<RefundBoundsReader>();
        services.TryAddSingleton<RefundRecording>();
        services.TryAddSingleton<RefundExecution>();
        services.TryAddSingleton<IApprovalAuthority, AnybodyApproves>();
        services.TryAddSingleton<RefundApprovals>();
        services.TryAddSingleton<IMerchantSwitch, MerchantSwitch>();
        services.TryAddSingleton<IRefundReconciler, RefundReconciler>();
        services.TryAddSingleton<IRefundService, RefundService>();
        AddCancellations(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ReconcilerService>());

        AddWebhooks(services);
        return new BillingContextBuilder(services);
    }

    /// <summary>What the framework would add again each time it is asked.</summary>
    private static void AddOnce(IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddOptionsWithValidateOnStart<BillingContextOptions, BillingContextOptions.Validator>();
        services.AddOptionsWithValidateOnStart<StripeOptions, StripeOptions.Validator>();

        // The factory would log URLs, and one of them holds an e-mail. Timeouts are the adapter's; connections renew themselves.
        services.AddHttpClient(StripeOptions.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

        // First of all actions, so that a handler of the host's stays, whether it was configured before or after.
        services.Configure<HttpClientFactoryOptions>(
            StripeOptions.HttpClientName,
            options => options.HttpMessageHandlerBuilderActions.Insert(0, builder => builder.PrimaryHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }));

        // Last of all, so that it is nearest to the network.
        services.PostConfigure<HttpClientFactoryOptions>(
            StripeOptions.HttpClientName,
            options => options.HttpMessageHandlerBuilderActions.Add(
                builder => builder.AdditionalHandlers.Add(new SendGate(builder.Services.GetRequiredService<TimeProvider>()))));
    }

    private static void AddStripe(IServiceCollection services)
    {
        services.TryAddSingleton<IMerchantCredentialsProvider, SingleMerchantCredentials>();
        services.TryAddSingleton<MerchantAccess>();
        services.TryAddSingleton<RequestBudgets>();
        services.TryAddSingleton<StripeHttpClient>();
        services.TryAddSingleton<StripeReads>();
        services.TryAddSingleton<StripeWrites>();
        services.TryAddSingleton<IStripeAdapter, StripeHttpAdapter>();
    }

    private static void AddCancellations(IServiceCollection services)
    {
        services.TryAddSingleton<CancellationDecider>();
        services.TryAddSingleton<CancellationCompensation>();
        services.TryAddSingleton<CancellationRecording>();
        services.TryAddSingleton<CancellationExecution>();
        services.TryAddSingleton<CancellationApprovals>();
        services.TryAddSingleton<ICancellationReconciler, CancellationReconciler>();
        services.TryAddSingleton<ISubscriptionService, SubscriptionService>();
    }

    private static AuditChain ChainOf(BillingContextOptions options) =>
        new(options.AuditKey is { } key ? AuditKey.Parse(key) : null, options.RetiredAuditKeys.Select(AuditKey.Parse));

    private static void AddWebhooks(IServiceCollection services)
    {
        services.TryAddSingleton<FeedHub>();
        services.TryAddSingleton<IChangeSignal>(provider => provider.GetRequiredService<FeedHub>());
        services.TryAddSingleton<PaymentOwners>();
        services.TryAddSingleton<AffectedRequestFinder>();
        services.TryAddSingleton<EventReading>();
        services.TryAddSingleton(provider => new WebhookHandlers(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetService<IServiceProviderIsService>()));
        services.TryAddSingleton<IBillingFeed, BillingFeed>();
        services.TryAddSingleton<EventProcessor>();
        services.TryAddSingleton<DeliveryVerifier>();
        services.TryAddSingleton<InboxWork>();
        services.TryAddSingleton<WebhookInbox>();
        services.TryAddSingleton<IWebhookInbox>(provider => provider.GetRequiredService<WebhookInbox>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, InboxService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ChangeTail>());
        services.TryAddSingleton(provider => new WebhookEventRouter(
            provider.GetRequiredService<DeliveryVerifier>(),
            provider.GetRequiredService<IBillingStore>(),
            provider.GetRequiredService<EventProcessor>(),
            provider.GetRequiredService<WebhookInbox>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<BillingMetrics>(),
            provider.GetRequiredService<ILogger<WebhookEventRouter>>()));
    }

    /// <summary>Remembers that we were here, so that a second registration neither doubles nor undoes what the host did in between.</summary>
    private sealed class Marker;
}
