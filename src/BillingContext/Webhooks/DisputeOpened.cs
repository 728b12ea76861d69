using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>A customer disputed a payment with the bank, or the bank inquired: evidence is due by a day, and no refund may go out meanwhile.</summary>
/// <param name="Event">The event that told.</param>
/// <param name="Customer">Whose payment; null for a guest's.</param>
/// <param name="Payment">The payment as it is now, with its disputes; null if it could not be read.</param>
/// <param name="Dispute">The dispute as it is now, which may be closed already; null if it could not be read.</param>
public sealed record DisputeOpened(WebhookEvent Event, CustomerId? Customer, Payment? Payment, Dispute? Dispute);
