namespace BillingContext.Benchmarks.Measuring;

/// <summary>A figure cannot be had here; the message is the reason that is printed in its place.</summary>
internal sealed class CannotMeasureException(string reason) : Exception(reason);
