using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>A dispute was opened, changed or closed.</summary>
/// <param name="Event">The event that told.</param>
/// <param name="Customer">Whose payment; null for a guest's.</param>
/// <param name="Payment">The payment as it is now, with its disputes; null if it could not be read.</param>
/// <param name="Dispute">The dispute as it is now; null if it could not be read.</param>
public sealed record DisputeChange(WebhookEvent Event, CustomerId? Customer, Payment? Payment, Dispute? Dispute);
