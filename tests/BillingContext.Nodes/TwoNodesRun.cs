using System.Diagnostics;
using BillingContext.Nodes.Client;
using BillingContext.Nodes.Host;
using BillingContext.Simulation.Crash.Worlds;
using BillingContext.Testing;
using ServedStripe;

namespace BillingContext.Nodes;

/// <summary>Two processes on one store: what is posted to the one is heard by whoever listens to the other, once and in order.</summary>
internal static class TwoNodesRun
{
    private const string Customer = "cus_watched";
    private const string Stranger = "cus_stranger";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal static async Task<Report> RunAsync(StoreAddress store, int events, int rate)
    {
        var (posted, heard, statuses) = await MeasureAsync(store, events, rate);
        var wrong = new List<string>();
        if (statuses.Any(status => status != 200))
        {
            wrong.Add($"not all were answered 200: {string.Join(", ", statuses.GroupBy(status => status).Select(group => $"{group.Count()} × {group.Key}"))}");
        }

        var told = heard.Select(one => one.Object).ToList();
        var expected = posted.Select(one => one.Object).ToList();
        if (!told.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
        {
            wrong.Add($"{expected.Except(told).Count()} of {events} were not heard, {told.Count - told.Distinct().Count()} heard twice, {told.Except(expected).Count()} are somebody else's");
        }

        return new Report(
            [
                $"{events} events at {rate} a second to one node, as many of somebody else's beside them: {told.Count} heard on the other",
                $"from the post to the feed of the other node: {Percentiles.Of(Delays(posted, heard))}",
                $"from the post to its answer: {Percentiles.Of(posted.Select(one => Stopwatch.GetElapsedTime(one.At, one.Answered)))}",
            ],
            wrong);
    }

    /// <summary>How long each took from its post to the other node's feed.</summary>
    internal static async Task<Percentiles> DelaysAsync(StoreAddress store, int events, int rate)
    {
        var (posted, heard, _) = await MeasureAsync(store, events, rate);
        return Percentiles.Of(Delays(posted, heard));
    }

    private static async Task<(List<Post> Posted, IReadOnlyList<(string Object, long At)> Heard, List<int?> Statuses)> MeasureAsync(StoreAddress store, int events, int rate)
    {
        await using var stripe = await StripeSimulatorServer.StartAsync(new StripeSimulator(TimeProvider.System));
        var order = new NodeOrder(store.Kind, stripe.BaseAddress);
        await using var one = await NodeProcess.StartAsync(order, store);
        await using var other = await NodeProcess.StartAsync(order, store);
        await using var feed = await FeedListener.OpenAsync(other.Http, Customer);
        var posted = new List<Post>();
        var statuses = new List<int?>();
        var sending = new List<Task>();
        var gate = new Lock();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < events; i++)
        {
            sending.Add(PostAsync($"evt_{i}", Customer));
            sending.Add(PostAsync($"evt_other_{i}", Stranger));
            var ahead = TimeSpan.FromSeconds((i + 1.0) / rate) - Stopwatch.GetElapsedTime(began);
            await Task.Delay(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
        }

        await Task.WhenAll(sending);
        for (var waited = Stopwatch.StartNew(); feed.Heard.Count < events && waited.Elapsed < Patience;)
        {
            await Task.Delay(50);
        }

        return (posted, feed.Heard, statuses);

        async Task PostAsync(string id, string customer)
        {
            var at = Stopwatch.GetTimestamp();
            var status = await SignedEvents.PostAsync(one.Http, SignedEvents.About(id, customer), DateTimeOffset.UtcNow);
            lock (gate)
            {
                statuses.Add(status);
                if (customer == Customer)
                {
                    posted.Add(new Post($"ch_{id}", at, Stopwatch.GetTimestamp()));
                }
            }
        }
    }

    private static IEnumerable<TimeSpan> Delays(List<Post> posted, IReadOnlyList<(string Object, long At)> heard)
    {
        var at = heard.DistinctBy(one => one.Object).ToDictionary(one => one.Object, one => one.At);
        return posted.Where(one => at.ContainsKey(one.Object)).Select(one => Stopwatch.GetElapsedTime(one.At, at[one.Object]));
    }

    private sealed record Post(string Object, long At, long Answered);
}
