using BillingContext.Simulation.Checks;

namespace BillingContext.Simulation.Worlds;

/// <summary>An invariant does not hold: the history ends here.</summary>
internal sealed class ViolationException(Invariant invariant, string what) : Exception($"{invariant}: {what}")
{
    internal Invariant Invariant { get; } = invariant;
}
