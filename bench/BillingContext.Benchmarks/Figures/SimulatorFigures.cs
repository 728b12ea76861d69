using System.Diagnostics;
using BillingContext.Benchmarks.Measuring;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>How much the simulated Stripe takes: requests each second on one core, and what many payments cost a list.</summary>
internal sealed class SimulatorFigures : IFigureGroup
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int Connections = 8;

    // More than the simulator keeps in its log of requests, which therefore is full before it is weighed.
    private const int WarmRequests = 12_000;
    private const int WeighedRequests = 20_000;
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(3);

    public string Name => "simulator";

    public IEnumerable<Figure> Figures
    {
        get
        {
            var many = new Lazy<BusyStripe>(() => new BusyStripe(Many));
            return
            [
                new("simulator.req_per_s", "1/s", () =>
                {
                    using var stripe = new BusyStripe(Few);
                    return RequestsPerSecond(stripe);
                }),
                new("simulator.served_req_per_s", "1/s", () => ServedPerSecondAsync().GetAwaiter().GetResult()),
                new("simulator.bytes_after_warm_requests", "B", () =>
                {
                    using var stripe = new BusyStripe(Few);
                    return BytesAfterWarmRequests(stripe);
                }),
                new("simulator.list_at_100k.vs_1k", "x", () =>
                {
                    using var few = new BusyStripe(Few);
                    return new Pair(
                        () => Lists(many.Value),
                        () => Lists(few)).Ratio();
                }),
            ];
        }
    }

    /// <summary>Reads and lists by turns, warm, one caller.</summary>
    private static double RequestsPerSecond(BusyStripe stripe)
    {
        Count(stripe, Steady);
        return Count(stripe, Steady) / Steady.TotalSeconds;
    }

    /// <summary>The same over loopback: as many callers as connections, each waiting for its answer before it asks again.</summary>
    private static async Task<double> ServedPerSecondAsync()
    {
        using var stripe = new BusyStripe(Few);
        await using var served = await SocketStripe.StartAsync(stripe.Simulator, Connections);
        await CountAsync(stripe, served, Steady);
        return await CountAsync(stripe, served, Steady) / Steady.TotalSeconds;
    }

    private static async Task<int> CountAsync(BusyStripe stripe, SocketStripe served, TimeSpan span)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(started) < span; count += 2)
            {
                await served.GetAsync(stripe.CustomerTarget);
                await served.GetAsync(stripe.ListTarget);
            }

            return count;
        })));
        return counts.Sum();
    }

    /// <summary>What a full collection leaves of requests that changed nothing.</summary>
    private static double BytesAfterWarmRequests(BusyStripe stripe)
    {
        Lists(stripe, WarmRequests);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Lists(stripe, WeighedRequests);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        return after - before;
    }

    private static void Lists(BusyStripe stripe, int count)
    {
        for (var i = 0; i < count; i++)
        {
            stripe.List();
        }
    }

    private static int Count(BusyStripe stripe, TimeSpan span)
    {
        var count = 0;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < span; count += 2)
        {
            stripe.GetCustomer();
            stripe.List();
        }

        stripe.ClearRequests();
        return count;
    }

    private static void Lists(BusyStripe stripe)
    {
        stripe.List();
        stripe.ListAll();
        stripe.ClearRequests();
    }
}
