using System.Security.Cryptography;
using BillingContext;
using BillingContext.Policies;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using HelpdeskConsole.Kept;
using HelpdeskConsole.Story;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole;

/// <summary>What a host writes to have BillingContext.</summary>
internal static class Registration
{
    /// <summary>With refunds, within a policy, on a simulated Stripe; in memory, if no store is given.</summary>
    internal static ServiceProvider ForStory(StripeSimulator simulator, KeptStore? store = null, PowerCut? cut = null) =>
        WithRefunds(new ServiceCollection(), store, cut, billing => billing.UseStripeSimulator(simulator));

    /// <summary>The same on a Stripe that is served elsewhere, by its clock.</summary>
    internal static ServiceProvider ForServedStory(Uri stripe, TimeProvider clock, KeptStore store, PowerCut? cut) =>
        WithRefunds(new ServiceCollection().AddSingleton(clock), store, cut, billing => billing.UseStripe(options =>
        {
            options.ApiKey = ServedShop.Key;
            options.ApiBase = stripe;
        }));

    /// <summary>Read-only, which is the default, on a real account.</summary>
    internal static ServiceProvider ForRealAccount(string apiKey, Uri? apiBase)
    {
        var services = new ServiceCollection();
        services.AddBillingContext().UseStripe(options =>
        {
            options.ApiKey = apiKey;
            options.ApiBase = apiBase ?? options.ApiBase;
        });
        services.AddSingleton<Helpdesk>();
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static ServiceProvider WithRefunds(
        IServiceCollection services, KeptStore? store, PowerCut? cut, Action<IBillingContextBuilder> useStripe)
    {
        var policy = RefundPolicy.Load(Path.Combine(AppContext.BaseDirectory, "refund-policy.json"));
        var billing = services
            .AddBillingContext(options =>
            {
                options.EnableRefunds = true;
                options.EnableCancellations = true;
                options.RefundLimits.Add(new RefundLimit("assistant, by conversation", LimitPer.Conversation, TimeSpan.FromDays(1), count: 1)
                {
                    Actors = [ActorKind.Assistant],
                });

                // In memory the log ends with the day. A host keeps one key where it keeps its secrets.
                options.AuditKey = store?.AuditKey ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            })
            .AddRefundPolicies(policy);
        useStripe(billing);
        services.Configure<StripeOptions>(options => options.OrderReferenceKeys.Add(SeedShop.OrderKey));
        if (store is not null)
        {
            billing.UseSqlite(store.Source);
        }

        if (cut is not null)
        {
            services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => cut);
        }

        services.AddSingleton<Helpdesk>();
        return services.BuildServiceProvider(validateScopes: true);
    }
}
