namespace BillingContext.Testing;

/// <summary>The ids of an invoice and of the payment made or tried for it.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="PaymentIntentId">Its payment intent; null when no payment was tried.</param>
/// <param name="ChargeId">The attempt; null when no payment was tried.</param>
public sealed record SimulatedInvoice(string InvoiceId, string? PaymentIntentId, string? ChargeId);
