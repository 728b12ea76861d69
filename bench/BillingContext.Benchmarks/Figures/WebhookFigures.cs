using BillingContext.Benchmarks.Measuring;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>Verifying and reading a signed event of 4.1 KB.</summary>
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
            ];
        }
    }
}
