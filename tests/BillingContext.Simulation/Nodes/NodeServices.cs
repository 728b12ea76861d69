using System.Diagnostics.Metrics;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Simulation.Networks;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Stores;
using BillingContext.Simulation.Worlds;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Nodes;

/// <summary>The shipped code in a container of its own, with a node's seams around it.</summary>
internal static class NodeServices
{
    internal static ServiceProvider Build(History history, Node node, Life life)
    {
        var world = history.World;
        var services = new ServiceCollection();
        services.AddSingleton<IMeterFactory>(SharedMeters.Instance);
        services.AddSingleton<TimeProvider>(new NodeClock(world, node, life));
        services.AddSingleton<IBillingStore>(new NodeStore(history, node, life));
        services.AddSingleton<IRandomSource>(new SeededRandom(world));
        services.AddSingleton(new Promises(TaskCreationOptions.None));
        services.AddSingleton<IMerchantCredentialsProvider>(new Vault(history, life));
        services.AddSingleton<IRefundPolicyEngine>(new PolicyBook(history));
        var builder = services.AddBillingContext(options =>
            (options.EnableRefunds, options.EnableCancellations, options.ApprovalsExpireAfter) = (true, true, history.Scenario.ApprovalsExpireAfter));
        services.AddHttpClient(StripeOptions.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new NodeNetwork(history, life));
        if (history.Scenario.HasHandlers)
        {
            services.AddSingleton(new HandlerDesk(history, node, life));
            builder.AddWebhookHandler<EventHandlers>();
        }

        return services.BuildServiceProvider();
    }
}
