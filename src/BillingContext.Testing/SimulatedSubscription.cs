namespace BillingContext.Testing;

/// <summary>A subscription and its first invoice.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="FirstInvoice">The invoice of the first period.</param>
public sealed record SimulatedSubscription(string SubscriptionId, SimulatedInvoice FirstInvoice);
