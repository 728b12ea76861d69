namespace BillingContext.Subscriptions;

/// <summary>What one sweep over the cancellations that were due came to.</summary>
/// <param name="Looked">How many were looked at.</param>
/// <param name="Settled">How many of them are at rest now, their refunds included.</param>
/// <param name="Open">How many are not.</param>
/// <param name="NeedHuman">How many of the open ones wait for a person.</param>
public readonly record struct CancellationSweep(int Looked, int Settled, int Open, int NeedHuman);
