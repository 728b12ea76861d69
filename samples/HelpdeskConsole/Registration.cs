using System.Security.Cryptography;
using BillingContext.Policies;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole;

/// <summary>What a host writes to have BillingContext.</summary>
internal static class Registration
{
    /// <summary>With refunds, within a policy, on a simulated Stripe.</summary>
    internal static ServiceProvider ForStory(StripeSimulator simulator)
    {
        var policy = RefundPolicy.Load(Path.Combine(AppContext.BaseDirectory, "refund-policy.json"));

        var services = new ServiceCollection();
        services.AddBillingContext(options =>
            {
                options.EnableRefunds = true;

                // The day's log ends with the day. A host keeps one key where it keeps its secrets.
                options.AuditKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            })
            .AddRefundPolicies(policy)
            .UseStripeSimulator(simulator);
        services.AddSingleton<Helpdesk>();
        return services.BuildServiceProvider(validateScopes: true);
    }

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
}
