using System.Data.Common;
using BillingContext.Simulation.Crash.Worlds;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Nodes.Host;

/// <summary>What every node registers, and whoever looks at their store.</summary>
internal static class NodeServices
{
    /// <summary>Not a secret: it lets whoever compares read the log.</summary>
    private const string AuditKey = "bm9kZXM6IDMyIGJ5dGVzIGFuZCBhIGZldyBtb3JlIG9mIHRoZW0=";

    internal static StripeScope Scope { get; } = new(MerchantId.Default, null, Livemode: false);

    internal static IBillingContextBuilder Add(IServiceCollection services, Uri stripe, StoreAddress address, DbDataSource source)
    {
        var builder = services
            .AddBillingContext(options => (options.EnableRefunds, options.AuditKey) = (true, AuditKey))
            .UseStripe(options =>
            {
                options.ApiKey = StripeSimulator.SecretKey;
                options.ApiBase = stripe;
                options.Budget.Enabled = false;
                options.WebhookSecrets.Add(StripeSimulator.WebhookSecret);
            });
        address.UseIn(builder, source);
        return builder;
    }
}
