namespace BillingContext.Testing.Internal.Faults;

/// <summary>What happens to one request.</summary>
internal sealed record FaultPlan(TimeSpan Latency, StripeFault? Fault);
