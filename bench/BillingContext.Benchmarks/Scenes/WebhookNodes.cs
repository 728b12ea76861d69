using System.Diagnostics;
using BillingContext.Nodes;
using BillingContext.Nodes.Client;
using BillingContext.Nodes.Host;
using BillingContext.Simulation.Crash.Worlds;
using BillingContext.Testing;
using ServedStripe;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>Nodes of a helpdesk in processes of their own, asked over loopback at a steady rate.</summary>
internal static class WebhookNodes
{
    private const int Rate = 50;
    private const int WarmUp = 200;
    private const int Events = 1_000;

    /// <summary>From the post of an event to its answer, 99 % of them, in milliseconds: one node, a SQLite file.</summary>
    internal static double LongestAnswer() => LongestAnswerAsync().GetAwaiter().GetResult();

    /// <summary>From the post of an event on one node to the feed on another, 99 % of them, in milliseconds.</summary>
    internal static double LongestWayToAnotherNode()
    {
        Stores.Require(StoreAddress.Postgres);
        using var store = TemporaryStore.Create(StoreAddress.Postgres);
        return TwoNodesRun.DelaysAsync(store.Address, Events, Rate).GetAwaiter().GetResult().P99;
    }

    private static async Task<double> LongestAnswerAsync()
    {
        using var store = TemporaryStore.Create(StoreAddress.Sqlite);
        await using var stripe = await StripeSimulatorServer.StartAsync(new StripeSimulator(TimeProvider.System));
        await using var node = await NodeProcess.StartAsync(new NodeOrder(store.Address.Kind, stripe.BaseAddress), store.Address);
        var times = new List<TimeSpan>();
        var sending = new List<Task>();
        var began = Stopwatch.StartNew();
        for (var number = 0; number < WarmUp + Events; number++)
        {
            sending.Add(PostAsync(number));
            var ahead = TimeSpan.FromSeconds((number + 1.0) / Rate) - began.Elapsed;
            await Task.Delay(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
        }

        await Task.WhenAll(sending);
        return Percentiles.Of(times).P99;

        async Task PostAsync(int number)
        {
            var body = SignedEvents.About($"evt_{number}", "cus_1");
            var at = Stopwatch.GetTimestamp();
            if (await SignedEvents.PostAsync(node.Http, body, DateTimeOffset.UtcNow) is var status && status != 200)
            {
                throw new InvalidOperationException($"An event was answered {status}.");
            }

            lock (times)
            {
                if (number >= WarmUp)
                {
                    times.Add(Stopwatch.GetElapsedTime(at));
                }
            }
        }
    }
}
