namespace BillingContext.Testing.Internal.Records;

internal sealed record SubscriptionItemRecord : StripeRecord
{
    public required string Subscription { get; init; }

    /// <summary>What it costs. A price that only a set-up verb named is nowhere else.</summary>
    public required PriceRecord Price { get; init; }

    public long Quantity { get; init; } = 1;

    public long Amount => Price.UnitAmount * Quantity;
}
