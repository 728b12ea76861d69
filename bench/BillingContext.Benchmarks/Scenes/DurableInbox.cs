using System.Data.Common;
using System.Diagnostics;
using BillingContext.Nodes.Client;
using BillingContext.Simulation.Crash.Worlds;
using BillingContext.Testing;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>Events of 4 KB that are verified, and stored before they are answered, by callers at once as an endpoint has them. Every tenth comes twice.</summary>
internal sealed class DurableInbox : IDisposable
{
    private const int Callers = 32;
    private const int EventsInBatch = 500;
    private const int WarmUpBatches = 3;
    private const int Batches = 9;

    private readonly StripeSimulator simulator = new();
    private readonly TemporaryStore store;
    private readonly DbDataSource source;
    private readonly ServiceProvider provider;
    private int made;

    internal DurableInbox(string kind)
    {
        Stores.Require(kind);
        store = TemporaryStore.Create(kind);
        source = store.Address.Open();
        var services = new ServiceCollection();
        var builder = services
            .AddBillingContext(options => options.AuditKey = Convert.ToBase64String("a key of 32 bytes for this bench!"u8))
            .UseStripeSimulator(simulator);
        store.Address.UseIn(builder, source);
        provider = services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>New events made durable in a second, in the middle one of some batches.</summary>
    internal double PerSecond()
    {
        for (var batch = 0; batch < WarmUpBatches; batch++)
        {
            Batch();
        }

        return Enumerable.Range(0, Batches).Select(_ => Batch()).Order().ElementAt(Batches / 2);
    }

    /// <summary>What a file keeps of an event that was dealt with, so that it is known when it comes again.</summary>
    internal double BytesKeptEach(int batches)
    {
        // The first rows make the pages, the schema and the other tables.
        Batch();
        Settle();
        var before = BytesOfFile();
        for (var batch = 0; batch < batches; batch++)
        {
            Batch();
        }

        Settle();
        return (double)(BytesOfFile() - before) / (batches * EventsInBatch);
    }

    public void Dispose()
    {
        provider.Dispose();
        source.Dispose();
        store.Dispose();
    }

    private double Batch()
    {
        var router = provider.GetRequiredService<WebhookEventRouter>();
        var now = simulator.TimeProvider.GetUtcNow();
        var events = Enumerable.Range(0, EventsInBatch).Select(_ => SignedEvents.About($"evt_{made++}", $"cus_{made % 100}")).ToList();
        var deliveries = events.Concat(events.Where((_, place) => place % 10 == 0))
            .Select(body => new WebhookDelivery(body, WebhookSigner.Sign(body, StripeSimulator.WebhookSecret, now))).ToList();
        var (next, accepted) = (-1, 0);
        var began = Stopwatch.GetTimestamp();
        Task.WaitAll([.. Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var place = Interlocked.Increment(ref next); place < deliveries.Count; place = Interlocked.Increment(ref next))
            {
                if ((await router.ReceiveAsync(deliveries[place])).Status == WebhookRoutingStatus.Accepted)
                {
                    Interlocked.Increment(ref accepted);
                }
            }
        }))]);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return accepted == EventsInBatch
            ? EventsInBatch / seconds
            : throw new InvalidOperationException($"{accepted} of {EventsInBatch} events were accepted.");
    }

    private void Settle() => provider.GetRequiredService<IWebhookInbox>().SweepAsync().GetAwaiter().GetResult();

    /// <summary>The file without the changes that conversations hear, of which only the latest are kept.</summary>
    private long BytesOfFile()
    {
        foreach (var sql in new[] { "DELETE FROM billingcontext_changes", "VACUUM" })
        {
            using var command = source.CreateCommand(sql);
            command.ExecuteNonQuery();
        }

        using var size = source.CreateCommand("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
        return Convert.ToInt64(size.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
