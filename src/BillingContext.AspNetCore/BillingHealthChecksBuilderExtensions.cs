using BillingContext.AspNetCore;
using BillingContext.AspNetCore.Internal;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says how BillingContext is, in the host's health checks.</summary>
public static class BillingHealthChecksBuilderExtensions
{
    private const string Tag = "billingcontext";

    /// <summary>Adds three checks, each tagged <c>billingcontext</c>: <c>billingcontext.store</c>, <c>billingcontext.inbox</c> and <c>billingcontext.keys</c>. Twice is the same as once.</summary>
    /// <remarks>
    /// A probe costs Stripe nothing but once in a while (<see cref="BillingHealthOptions.CheckKeysEvery"/>). Descriptions hold ids of merchants, codes and
    /// permissions; no key, no secret, no text of a database. docs/webhooks.md says what makes each of them what.
    /// </remarks>
    /// <param name="builder">What <c>AddHealthChecks</c> returned.</param>
    /// <param name="configure">Changes the options.</param>
    public static IHealthChecksBuilder AddBillingContext(this IHealthChecksBuilder builder, Action<BillingHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(service => service.ServiceType == typeof(MerchantKeys)))
        {
            services.AddOptionsWithValidateOnStart<BillingHealthOptions, BillingHealthOptions.Validator>();
            services.AddSingleton<MerchantKeys>();
            services.AddSingleton<KeyTrial>();
            services.AddSingleton<StoreHealthCheck>();
            services.AddSingleton<InboxHealthCheck>();
            services.AddSingleton<KeysHealthCheck>();
            builder.Add<StoreHealthCheck>("billingcontext.store", TimeSpan.FromSeconds(5));
            builder.Add<InboxHealthCheck>("billingcontext.inbox", TimeSpan.FromSeconds(5));
            builder.Add<KeysHealthCheck>("billingcontext.keys", TimeSpan.FromSeconds(30));
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return builder;
    }

    private static void Add<TCheck>(this IHealthChecksBuilder builder, string name, TimeSpan timeout)
        where TCheck : class, IHealthCheck =>
        builder.Add(new HealthCheckRegistration(name, services => services.GetRequiredService<TCheck>(), HealthStatus.Unhealthy, [Tag], timeout));
}
