using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>A bank warned that a payment may be fraud, before anybody has disputed it. A customer is not told of it.</summary>
/// <param name="Event">The event that told.</param>
/// <param name="Customer">Whose payment; null for a guest's.</param>
/// <param name="Payment">The payment as it is now, with its warnings if the key may read them; null if it could not be read.</param>
/// <param name="Warning">The warning as it is now; null if it could not be read.</param>
public sealed record FraudWarningChange(WebhookEvent Event, CustomerId? Customer, Payment? Payment, EarlyFraudWarning? Warning);
