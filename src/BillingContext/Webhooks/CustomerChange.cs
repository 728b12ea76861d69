using BillingContext.Customers;

namespace BillingContext.Webhooks;

/// <summary>A customer's record, cards, discounts, tax ids or balance changed.</summary>
/// <param name="Event">The event that told.</param>
/// <param name="Id">Which customer; null if the event names none, as that of a card nobody has attached.</param>
/// <param name="Customer">The record as it is now; null if it could not be read.</param>
public sealed record CustomerChange(WebhookEvent Event, CustomerId? Id, Customer? Customer);
