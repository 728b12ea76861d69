namespace BillingContext.Testing;

/// <summary>Something that happened in an account.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Type">Stripe's name for it, <c>charge.refunded</c> say.</param>
/// <param name="ObjectId">The object it happened to.</param>
/// <param name="Created">When, to the second.</param>
public sealed record SimulatedEvent(string Id, string Type, string ObjectId, DateTimeOffset Created);
