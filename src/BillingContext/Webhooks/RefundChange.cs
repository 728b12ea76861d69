using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>A refund was made, sent or failed.</summary>
/// <param name="Event">The event that told.</param>
/// <param name="Customer">Whose payment; null for a guest's.</param>
/// <param name="Payment">The payment as it is now; null if it could not be read.</param>
/// <param name="Refund">The refund as it is now; null if it could not be read or the event names none.</param>
public sealed record RefundChange(WebhookEvent Event, CustomerId? Customer, Payment? Payment, Refund? Refund);
