using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>An invoice was made, paid, failed, credited or voided.</summary>
/// <param name="Event">The event that told.</param>
/// <param name="Customer">Whose invoice.</param>
/// <param name="Invoice">The invoice as it is now; null if it could not be read or is only upcoming.</param>
public sealed record InvoiceChange(WebhookEvent Event, CustomerId? Customer, Invoice? Invoice);
