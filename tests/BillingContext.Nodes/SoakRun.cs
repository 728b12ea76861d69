using System.Diagnostics;
using BillingContext.Nodes.Client;
using BillingContext.Nodes.Host;
using BillingContext.Simulation.Crash.Worlds;
using BillingContext.Testing;
using ServedStripe;

namespace BillingContext.Nodes;

/// <summary>A steady rate of deliveries for minutes, some twice, some forged, some too large, to a node whose handlers fail now and then and whose Stripe does too.</summary>
internal static class SoakRun
{
    private const int Customers = 50;
    private const int Listeners = 5;
    private const int Samples = 20;
    private const int MostAttempts = 5;

    /// <summary>How much more may be in memory at the end than in the middle: ten minutes of a leak of 100 bytes an event would be four times as much.</summary>
    private const double MostGrowth = 1.1;

    /// <summary>A shorter run tells nothing of memory: caches still fill.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Drain = TimeSpan.FromMinutes(3);

    internal static async Task<Report> RunAsync(StoreAddress store, TimeSpan length, int rate, TextWriter output)
    {
        var simulator = new StripeSimulator(TimeProvider.System);
        await using var stripe = await StripeSimulatorServer.StartAsync(simulator);
        await using var node = await NodeProcess.StartAsync(new NodeOrder(store.Kind, stripe.BaseAddress, FailEvery: 50), store);
        var customers = Enumerable.Range(0, Customers).Select(number => simulator.Account.AddCustomer($"buyer{number}@example.com")).ToArray();
        var payments = customers.Select(customer => simulator.Account.Pay(customer, 400_000_000)).ToArray();
        simulator.Account.TakeWebhooks();
        var feeds = await Task.WhenAll(customers.Take(Listeners).Select(customer => FeedListener.OpenAsync(node.Http, customer)));

        var posts = new Posts();
        var memory = new List<double>();
        var (began, random) = (Stopwatch.StartNew(), new Random(1));
        var sending = new List<Task>();
        for (long number = 0; began.Elapsed < length; number++)
        {
            sending.RemoveAll(task => task.IsCompleted);
            sending.Add(SendAsync(node, simulator, payments[number % Customers], customers[number % Customers], number, random.Next(100), posts));
            if (began.Elapsed >= length * (memory.Count + 1) / Samples)
            {
                memory.Add(await AtRestAsync(node, sending) / 1024.0);
                await output.WriteLineAsync(FormattableString.Invariant($"{began.Elapsed.TotalMinutes:0.0} min: {posts.Sent} sent, {memory[^1]:0} KB, {await node.BacklogAsync()}"));
            }

            var ahead = TimeSpan.FromSeconds((number + 1.0) / rate) - began.Elapsed;
            await Task.Delay(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
        }

        await Task.WhenAll(sending);
        simulator.Faults.Clear();
        for (var waited = Stopwatch.StartNew(); (await node.BacklogAsync()).Waiting > 0 && waited.Elapsed < Drain;)
        {
            await Task.Delay(500);

            // What failed is tried again after minutes: they are passed over.
            await node.PassAsync(TimeSpan.FromSeconds(30));
        }

        var backlog = await node.BacklogAsync();
        foreach (var feed in feeds)
        {
            await feed.DisposeAsync();
        }

        return ReportOf(posts, memory, backlog, node, rate, length);
    }

    /// <summary>What is in memory while nothing is under way: what a burst takes is no leak.</summary>
    private static async Task<long> AtRestAsync(NodeProcess node, List<Task> sending)
    {
        await Task.WhenAll(sending);
        await Task.Delay(Rest);
        return await node.MemoryAsync();
    }

    /// <summary>One delivery: mostly an ordinary event, every fifth a refund that is made then, and now and then what must not be taken.</summary>
    private static async Task SendAsync(NodeProcess node, StripeSimulator simulator, SimulatedPayment payment, string customer, long number, int chance, Posts posts)
    {
        var now = DateTimeOffset.UtcNow;
        switch (chance)
        {
            case < 2:
                await posts.DeliverAsync(node, SignedEvents.About($"evt_forged_{number}", customer), now, 400, "whsec_somebody_guessed_this_one");
                break;
            case < 3:
                await posts.DeliverAsync(node, new byte[300 * 1024], now, 413);
                break;
            case < 5:
                simulator.Faults.Add(StripeFault.ServerError(applied: false, stored: false));
                break;
            case < 25:
                simulator.Account.Refund(payment, 1);
                foreach (var webhook in simulator.Account.TakeWebhooks())
                {
                    await posts.DeliverAsync(node, webhook.Body, now, 200);
                    posts.Handle(webhook);
                }

                break;
            default:
                var body = SignedEvents.About($"evt_{number}", customer);
                await posts.DeliverAsync(node, body, now, 200);
                if (chance > 94)
                {
                    await posts.DeliverAsync(node, body, now, 200);
                }

                break;
        }
    }

    private static Report ReportOf(Posts posts, List<double> memory, (int Waiting, int SetAside) backlog, NodeProcess node, int rate, TimeSpan length)
    {
        var wrong = new List<string>(posts.Wrong);
        if (backlog != (0, 0))
        {
            wrong.Add($"{backlog.Waiting} events still wait, and {backlog.SetAside} are set aside");
        }

        var lost = posts.ToHandle.Count(id => !node.Handled.ContainsKey(id));
        if (lost > 0)
        {
            wrong.Add($"{lost} of {posts.ToHandle.Count} events about refunds were never handled");
        }

        // The first third fills caches and pools.
        var settled = memory.Skip(memory.Count / 3).ToList();
        var (middle, end) = (settled.Take(settled.Count / 2).Average(), settled.Skip(settled.Count / 2).Average());
        if (length >= LongEnough && end > middle * MostGrowth)
        {
            wrong.Add(FormattableString.Invariant($"memory grew from {middle:0} KB in the middle to {end:0} KB at the end"));
        }

        return new Report(
            [
                $"{posts.Sent} deliveries, {rate} rounds a second, {posts.SentAgain} sent again for want of an answer; {posts.ToHandle.Count} events handled, {node.Handled.Values.Count(times => times > 1)} of them more than once",
                FormattableString.Invariant($"memory {memory[0]:0} KB at first, {middle:0} KB in the middle, {end:0} KB at the end; backlog {backlog.Waiting}"),
            ],
            wrong);
    }

    /// <summary>What was sent, and what was answered otherwise than it should be.</summary>
    private sealed class Posts
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> toHandle = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> wrong = new(StringComparer.Ordinal);

        internal int Sent { get; private set; }

        internal HashSet<string> ToHandle => toHandle;

        internal IEnumerable<string> Wrong => wrong.Select(one => $"{one.Value} × {one.Key}");

        internal int SentAgain { get; private set; }

        /// <summary>Delivers as Stripe does: where there was no answer, because a connection ended, it is sent again.</summary>
        internal async Task DeliverAsync(NodeProcess node, byte[] body, DateTimeOffset at, int expected, string secret = StripeSimulator.WebhookSecret)
        {
            var status = await SignedEvents.PostAsync(node.Http, body, at, secret);
            for (var attempts = 1; status is null && attempts < MostAttempts; attempts++)
            {
                lock (gate)
                {
                    SentAgain++;
                }

                status = await SignedEvents.PostAsync(node.Http, body, at, secret);
            }

            lock (gate)
            {
                Sent++;
                if (status != expected)
                {
                    var what = $"answered {status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"} instead of {expected}";
                    wrong[what] = wrong.GetValueOrDefault(what) + 1;
                }
            }
        }

        internal void Handle(SimulatedWebhook webhook)
        {
            lock (gate)
            {
                if (webhook.Type is "refund.created" or "charge.refunded" or "refund.updated" or "charge.refund.updated")
                {
                    toHandle.Add(webhook.EventId);
                }
            }
        }
    }
}
