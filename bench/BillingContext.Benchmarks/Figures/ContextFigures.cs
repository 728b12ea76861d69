using BillingContext.Benchmarks.Scenes;
using BillingContext.Payments;

namespace BillingContext.Benchmarks.Figures;

/// <summary>What a context costs, in HTTP calls and in round trips, and what stays of it in memory.</summary>
internal sealed class ContextFigures : IFigureGroup
{
    private const int Customers = 500;

    private static readonly PaymentContextRequest Everything = new() { IncludeAttempts = true, IncludeInvoices = true };

    public string Name => "context";

    public IEnumerable<Figure> Figures =>
    [
        .. Of("context.cold", helpdesk => helpdesk.OpenKnown()),
        .. Of("context.email", helpdesk => helpdesk.OpenByEmail()),
        .. Of("context.disputed", helpdesk => helpdesk.WithDispute().OpenKnown()),
        .. Of("context.full", helpdesk => helpdesk.OpenKnown(Everything)),
        CallsOf("context.warm.calls", helpdesk => helpdesk.OpenKnown().Uncounted().OpenKnown()),
        CallsOf("context.concurrent1000.calls", helpdesk => helpdesk.OpenKnown(conversations: 1_000)),
        CallsOf("context.explain.calls", helpdesk => helpdesk.OpenKnown(Everything)),
        new("context.retained_per_customer", "B", () =>
        {
            using var shop = new Shop(Customers);
            return shop.BytesKeptEach();
        }),
    ];

    private static IEnumerable<Figure> Of(string name, Func<Helpdesk, Helpdesk> open) =>
    [
        CallsOf($"{name}.calls", open),
        new($"{name}.roundtrips", "round trips", () => After(open, helpdesk => helpdesk.RoundTrips)),
    ];

    private static Figure CallsOf(string name, Func<Helpdesk, Helpdesk> open) => new(name, "calls", () => After(open, helpdesk => helpdesk.Calls));

    private static int After(Func<Helpdesk, Helpdesk> open, Func<Helpdesk, int> count)
    {
        using var helpdesk = new Helpdesk();
        return count(open(helpdesk));
    }
}
