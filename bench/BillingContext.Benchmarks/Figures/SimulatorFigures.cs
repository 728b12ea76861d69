using System.Diagnostics;
using BillingContext.Benchmarks.Measuring;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>How much the simulated Stripe takes: requests each second on one core, and what many payments cost a list.</summary>
internal sealed class SimulatorFigures : IFigureGroup
{
    private const int Few = 1_000;
    private const int Many = 100_000;
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
