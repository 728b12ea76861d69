using BillingContext.Benchmarks.Scenes;
using BillingContext.Subscriptions;

namespace BillingContext.Benchmarks.Figures;

/// <summary>What a cancellation costs in HTTP calls: alone, and with a refund that is decided before anything happens.</summary>
internal sealed class CancelFigures : IFigureGroup
{
    public string Name => "cancel";

    public IEnumerable<Figure> Figures =>
    [
        Of("cancel.calls", CancellationKind.AtPeriodEnd, CancellationRefund.None),
        Of("cancel.now_with_refund.calls", CancellationKind.Now, CancellationRefund.Prorated),
    ];

    private static Figure Of(string name, CancellationKind kind, CancellationRefund refund) => new(name, "calls", () =>
    {
        using var helpdesk = new Helpdesk();
        return helpdesk.Cancel(kind, refund).Calls;
    });
}
