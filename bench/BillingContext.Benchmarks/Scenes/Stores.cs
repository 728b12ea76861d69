using BillingContext.Benchmarks.Measuring;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>Which stores there are here.</summary>
internal static class Stores
{
    internal static void Require(string kind)
    {
        if (!TemporaryStore.IsAvailable(kind))
        {
            throw new CannotMeasureException($"{TemporaryStore.Variable} is not set");
        }
    }
}
