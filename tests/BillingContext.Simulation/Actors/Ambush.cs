using BillingContext.Audit;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Storage;

namespace BillingContext.Simulation.Actors;

/// <summary>Lies in wait for a node that has decided and is about to record it, and lets it stand still there or die.</summary>
internal sealed class Ambush(History history)
{
    private string? awaited;

    /// <summary>Who was caught; null as long as nobody is.</summary>
    internal Node? Caught { get; private set; }

    /// <summary>Waits for the next one.</summary>
    /// <param name="action">The line of the audit log that comes with it.</param>
    internal void Arm(string action) => (awaited, Caught) = (action, null);

    internal void Disarm() => awaited = null;

    /// <summary>A node is about to commit.</summary>
    internal void Spring(Node node, StoreBatch batch)
    {
        if (awaited is null || batch.Audit.All(line => line.Action != awaited))
        {
            return;
        }

        (awaited, Caught) = (null, node);
        node.Pause(history.World.Span(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15)));
    }
}
