namespace BillingContext.Simulation.Running;

/// <summary>How a history ended.</summary>
/// <param name="Seed">Whose it is.</param>
/// <param name="Violation">What did not hold; null if all did.</param>
/// <param name="Text">The history, if it was recorded.</param>
/// <param name="Hops">How often code left its thread.</param>
internal sealed record Outcome(int Seed, string? Violation, string Text, int Hops);
