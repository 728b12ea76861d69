using BillingContext.Benchmarks.Measuring;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>Writing a line of the audit log and tying it to the one before.</summary>
internal sealed class AuditFigures : IFigureGroup
{
    public string Name => "audit";

    public IEnumerable<Figure> Figures
    {
        get
        {
            var pair = new Lazy<Pair>(() =>
            {
                var scene = new AuditAppend();
                return new Pair(() => scene.Append(), () => scene.LinkByFloor());
            });
            return
            [
                new("audit.link.ns", "ns", () => pair.Value.Nanoseconds()),
                new("audit.link.vs_floor", "x floor", () => pair.Value.Ratio()),
                new("audit.link.bytes", "B", () => pair.Value.Bytes()),
            ];
        }
    }
}
