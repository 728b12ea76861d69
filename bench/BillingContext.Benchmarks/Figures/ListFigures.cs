using BillingContext.Benchmarks.Measuring;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>Reading a page of 100 payments, from the adapter's call to the records.</summary>
internal sealed class ListFigures : IFigureGroup
{
    private const int PagesKept = 50;

    public string Name => "list100";

    public IEnumerable<Figure> Figures
    {
        get
        {
            var scene = new Lazy<PaymentPage>(() => new PaymentPage());
            var pair = new Lazy<Pair>(() => new Pair(() => scene.Value.Read(), () => scene.Value.ReadByFloor()));
            return
            [
                new("list100.vs_floor", "x floor", () => pair.Value.Ratio()),
                new("list100.bytes", "B", () => pair.Value.Bytes()),
                new("list100.retained_per_payment", "B", () => Retention.BytesEach(scene.Value.Read, PagesKept) / PaymentPage.Payments),
            ];
        }
    }
}
