using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>What a refund costs in HTTP calls: its payment is read anew, and it is posted.</summary>
internal sealed class RefundFigures : IFigureGroup
{
    public string Name => "refund";

    public IEnumerable<Figure> Figures =>
    [
        new("refund.calls", "calls", () =>
        {
            using var helpdesk = new Helpdesk();
            return helpdesk.Refund().Calls;
        }),
    ];
}
