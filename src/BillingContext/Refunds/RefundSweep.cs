namespace BillingContext.Refunds;

/// <summary>What one sweep over the refunds that were due came to.</summary>
/// <param name="Looked">How many were looked at.</param>
/// <param name="Settled">How many came to another state, and are not open.</param>
/// <param name="Open">How many are still open: their outcome is not known yet.</param>
/// <param name="NeedHuman">How many of the open ones wait for a person.</param>
public readonly record struct RefundSweep(int Looked, int Settled, int Open, int NeedHuman);
