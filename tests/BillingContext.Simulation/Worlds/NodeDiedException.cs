namespace BillingContext.Simulation.Worlds;

/// <summary>What a caller sees of a crash: no answer.</summary>
internal sealed class NodeDiedException : Exception;
