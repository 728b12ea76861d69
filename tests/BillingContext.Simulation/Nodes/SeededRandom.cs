using BillingContext.Internal;
using BillingContext.Simulation.Worlds;

namespace BillingContext.Simulation.Nodes;

/// <summary>The seam for randomness, from the history's seed.</summary>
internal sealed class SeededRandom(World world) : IRandomSource
{
    public double NextDouble() => world.Chance();
}
