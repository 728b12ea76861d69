namespace BillingContext.Testing.Internal.Records;

internal sealed record SubscriptionRecord : StripeRecord
{
    public required string Customer { get; init; }

    public required string Status { get; init; }

    public required string Item { get; init; }

    public required string Price { get; init; }

    public required string Product { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Interval { get; init; }

    public required long PeriodStart { get; init; }

    public required long PeriodEnd { get; init; }

    public required SimulatedCard Card { get; init; }

    public long Quantity { get; init; } = 1;

    public string? PaymentMethod { get; init; }

    public string? LatestInvoice { get; init; }

    public bool CancelAtPeriodEnd { get; init; }

    public long? CancelAt { get; init; }

    public long? CanceledAt { get; init; }

    public long? EndedAt { get; init; }

    public string? CancelReason { get; init; }

    public string? CancelComment { get; init; }

    public string? CancelFeedback { get; init; }

    public long? TrialStart { get; init; }

    public long? TrialEnd { get; init; }

    public long Total => Amount * Quantity;

    public bool Ended => Status is "canceled" or "incomplete_expired";
}
