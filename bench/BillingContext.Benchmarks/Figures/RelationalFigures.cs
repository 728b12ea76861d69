using BillingContext.Benchmarks.Measuring;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>What a refund costs on a real disk: its two commits.</summary>
internal sealed class RelationalFigures : IFigureGroup
{
    public string Name => "relational";

    public IEnumerable<Figure> Figures =>
    [
        new("relational.refund.vs_floor", "x floor", () =>
        {
            using var scene = new DurableRefund();
            return new Pair(scene.Record, scene.RecordByFloor).Ratio();
        }),
    ];
}
