using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>A dispute was won, lost or, for an inquiry, closed.</summary>
/// <param name="Event">The event that told.</param>
/// <param name="Customer">Whose payment; null for a guest's.</param>
/// <param name="Payment">The payment as it is now, with its disputes; null if it could not be read.</param>
/// <param name="Dispute">The dispute as it is now: its status says how it ended; null if it could not be read.</param>
public sealed record DisputeClosed(WebhookEvent Event, CustomerId? Customer, Payment? Payment, Dispute? Dispute);
