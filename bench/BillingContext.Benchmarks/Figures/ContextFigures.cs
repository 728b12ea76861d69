using BillingContext.Benchmarks.Scenes;
using BillingContext.Payments;

namespace BillingContext.Benchmarks.Figures;

/// <summary>What a context costs that nobody read before, in HTTP calls and in round trips.</summary>
internal sealed class ContextFigures : IFigureGroup
{
    private static readonly PaymentContextRequest Everything = new() { IncludeAttempts = true, IncludeInvoices = true };

    public string Name => "context";

    public IEnumerable<Figure> Figures =>
    [
        .. Of("context.cold", helpdesk => helpdesk.OpenKnown()),
        .. Of("context.email", helpdesk => helpdesk.OpenByEmail()),
        .. Of("context.disputed", helpdesk => helpdesk.WithDispute().OpenKnown()),
        .. Of("context.full", helpdesk => helpdesk.OpenKnown(Everything)),
    ];

    private static IEnumerable<Figure> Of(string name, Func<Helpdesk, Helpdesk> open) =>
    [
        new($"{name}.calls", "calls", () => After(open, helpdesk => helpdesk.Calls)),
        new($"{name}.roundtrips", "round trips", () => After(open, helpdesk => helpdesk.RoundTrips)),
    ];

    private static int After(Func<Helpdesk, Helpdesk> open, Func<Helpdesk, int> count)
    {
        using var helpdesk = new Helpdesk();
        return count(open(helpdesk));
    }
}
