using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>A subscription was made, changed, paused, scheduled or ended.</summary>
/// <param name="Event">The event that told.</param>
/// <param name="Customer">Whose subscription.</param>
/// <param name="Subscription">The subscription as it is now; null if it could not be read.</param>
public sealed record SubscriptionChange(WebhookEvent Event, CustomerId? Customer, Subscription? Subscription);
