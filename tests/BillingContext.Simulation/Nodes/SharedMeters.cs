using System.Diagnostics.Metrics;

namespace BillingContext.Simulation.Nodes;

/// <summary>One meter for all nodes of all histories: nobody listens, and the runtime keeps a list of every meter there is.</summary>
internal sealed class SharedMeters : IMeterFactory
{
    private static readonly Meter Silent = new("simulation");

    internal static SharedMeters Instance { get; } = new();

    public Meter Create(MeterOptions options) => Silent;

    public void Dispose()
    {
    }
}
