namespace BillingContext.Simulation.Defects;

/// <summary>A change of the shipped source that makes it as unsafe as somebody else's was.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="Origin">Where it was seen.</param>
/// <param name="Edits">What is changed.</param>
internal sealed record Defect(string Name, string Origin, params Edit[] Edits);
