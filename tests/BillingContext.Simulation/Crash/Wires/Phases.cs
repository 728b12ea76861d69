namespace BillingContext.Simulation.Crash.Wires;

/// <summary>What a process is at.</summary>
internal static class Phases
{
    /// <summary>Opens the store and settles what is open.</summary>
    internal const string Sweep = "sweep";

    /// <summary>Does what it is asked for.</summary>
    internal const string Ask = "ask";
}
