namespace BillingContext.Payments;

/// <summary>The number with which a bank finds a refund.</summary>
/// <param name="Type">Stripe's word for the kind of number, such as <c>acquirer_reference_number</c>; null if not told.</param>
/// <param name="Status">Stripe's word: <c>pending</c>, <c>available</c> or <c>unavailable</c>; null if not told.</param>
/// <param name="Value">The number, once available.</param>
public sealed record RefundReference(string? Type, string? Status, string? Value);
