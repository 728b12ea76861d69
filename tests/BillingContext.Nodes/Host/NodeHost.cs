using BillingContext.Customers;
using BillingContext.Storage;
using BillingContext.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BillingContext.Nodes.Host;

/// <summary>One node of a helpdesk: the shipped endpoints over a store that others share. It says where it listens, and ends when its input does.</summary>
internal static class NodeHost
{
    internal const string Webhooks = "/webhooks/stripe";
    internal const string Listens = "listens ";

    internal static async Task<int> RunAsync(NodeOrder order)
    {
        var clock = new MovableClock();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(order).AddSingleton<NotingHandler.Count>().AddSingleton<TimeProvider>(clock);
        await using var source = order.Address().Open();
        NodeServices.Add(builder.Services, order.Stripe, order.Address(), source).AddWebhookHandler<NotingHandler>();
        await using var app = builder.Build();
        app.MapStripeWebhooks(Webhooks);
        app.MapBillingFeed("/feed/{customer}", context => new ValueTask<CustomerResolution?>(
            CustomerResolution.VerifiedCustomer(NodeServices.Scope, new CustomerId((string)context.Request.RouteValues["customer"]!))));
        app.MapGet("/backlog", async (IBillingStore store, CancellationToken stop) =>
        {
            var backlog = await store.GetWebhookBacklogAsync(stop);
            return $"{backlog.Waiting} {backlog.SetAside}";
        });
        app.MapGet("/memory", () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return $"{GC.GetTotalMemory(forceFullCollection: true)}";
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync(Listens + app.Urls.Single());

        while (await Console.In.ReadLineAsync() is { } line)
        {
            clock.Pass(TimeSpan.FromSeconds(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)));
        }

        await app.StopAsync();
        return 0;
    }
}
