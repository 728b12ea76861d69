using BillingContext.Simulation.Crash.Wires;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Crash.Child;

/// <summary>The host whose process dies: all of it is the shipped code, but for the places it is watched at.</summary>
internal static class ChildHost
{
    /// <summary>Not a secret: it lets a log be verified by whoever compares.</summary>
    internal const string AuditKey = "Y3Jhc2ggcnVuOiAzMiBieXRlcyBhbmQgc29tZSBtb3JlIQ==";

    internal static ServiceProvider Build(ChildOrder order, System.Data.Common.DbDataSource source, Boundaries boundaries)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new StartedClock(order.Now));
        var builder = services
            .AddBillingContext(options =>
            {
                options.EnableRefunds = true;
                options.EnableCancellations = true;

                // Never reached: it is counted, and each commit compares the merchant's guard.
                options.RefundLimits.Add(new RefundLimit("a day of all", LimitPer.Merchant, TimeSpan.FromDays(1), count: 100_000));
                options.ReconcileEvery = TimeSpan.Zero;
                options.AuditKey = AuditKey;
            })
            .UseStripe(options =>
            {
                options.ApiKey = StripeSimulator.SecretKey;
                options.ApiBase = order.Stripe;

                // A retry waits in real time; here the next process is the retry.
                options.MaxRetries = 0;
            });
        order.Address().UseIn(builder, source);
        services.AddHttpClient(StripeOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() =>
            order.Defect == Defect.FreshKey ? new FreshKeyHandler(new BoundaryHandler(boundaries)) : new BoundaryHandler(boundaries));
        if (order.Defect is Defect.LateIntent or Defect.UnauditedOutcome or Defect.ErrorIsFinal)
        {
            var shipped = services.Single(service => service.ServiceType == typeof(IBillingStore));
            services.Remove(shipped);
            services.AddSingleton<IBillingStore>(provider =>
                new DefectiveStore((IBillingStore)shipped.ImplementationFactory!(provider), order.Defect));
        }

        return services.BuildServiceProvider(validateScopes: true);
    }
}
