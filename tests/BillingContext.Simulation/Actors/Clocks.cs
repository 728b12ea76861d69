using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;

namespace BillingContext.Simulation.Actors;

/// <summary>How far the nodes' clocks are off: up to ten minutes, either way.</summary>
internal static class Clocks
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(10);

    internal static void Set(History history)
    {
        if (history.Scenario.Has(Incident.ClocksWrong))
        {
            history.Fired(Fault.ClockSkewed);
            history.Nodes.ForEach(node => node.Skew = Some(history));
        }
    }

    internal static TimeSpan Some(History history) => history.World.Pick(4) switch
    {
        0 => Most,
        1 => -Most,
        _ => Most * ((2 * history.World.Chance()) - 1),
    };
}
