namespace BillingContext.Testing;

/// <summary>The two ids of a payment.</summary>
/// <param name="PaymentIntentId">The payment intent; null for a legacy charge made without one.</param>
/// <param name="ChargeId">The attempt this call made.</param>
public sealed record SimulatedPayment(string? PaymentIntentId, string ChargeId);
