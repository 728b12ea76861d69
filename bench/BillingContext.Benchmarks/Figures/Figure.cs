namespace BillingContext.Benchmarks.Figures;

/// <summary>One line of the output: a name, and how to get its value.</summary>
internal sealed record Figure(string Name, string Unit, Func<double> Measure);
