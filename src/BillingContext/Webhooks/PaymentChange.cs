using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>A payment was made, failed, captured, canceled or reviewed, or its checkout ended.</summary>
/// <param name="Event">The event that told.</param>
/// <param name="Customer">Whose payment; null for a guest's.</param>
/// <param name="Payment">The payment as it is now; null if it could not be read.</param>
public sealed record PaymentChange(WebhookEvent Event, CustomerId? Customer, Payment? Payment);
