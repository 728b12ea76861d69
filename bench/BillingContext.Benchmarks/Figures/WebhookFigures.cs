using BillingContext.Benchmarks.Measuring;
using BillingContext.Benchmarks.Scenes;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Benchmarks.Figures;

/// <summary>Verifying and reading a signed event of 4.1 KB, and making it durable.</summary>
internal sealed class WebhookFigures : IFigureGroup
{
    public string Name => "webhook";

    public IEnumerable<Figure> Figures
    {
        get
        {
            var pair = new Lazy<Pair>(() =>
            {
                var scene = new SignedEvent();
                return new Pair(() => scene.Read(), () => scene.ReadByFloor());
            });
            return
            [
                new("webhook.verify_read.vs_floor", "x floor", () => pair.Value.Ratio()),
                new("webhook.verify_read.bytes", "B", () => pair.Value.Bytes()),
                new("webhook.durable_per_s.sqlite", "1/s", () => PerSecond(StoreAddress.Sqlite)),
                new("webhook.durable_per_s.postgres", "1/s", () => PerSecond(StoreAddress.Postgres)),
                new("webhook.p99_ack_ms", "ms", WebhookNodes.LongestAnswer),
                new("webhook.dedupe_bytes_per_event", "B", () =>
                {
                    using var scene = new DurableInbox(StoreAddress.Sqlite);
                    return scene.BytesKeptEach(batches: 10);
                }),
            ];
        }
    }

    private static double PerSecond(string store)
    {
        using var scene = new DurableInbox(store);
        return scene.PerSecond();
    }
}
