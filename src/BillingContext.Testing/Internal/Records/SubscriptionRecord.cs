namespace BillingContext.Testing.Internal.Records;

internal sealed record SubscriptionRecord : StripeRecord
{
    public required string Customer { get; init; }

    public required string Status { get; init; }

    public required IReadOnlyList<SubscriptionItemRecord> Items { get; init; }

    public required string Currency { get; init; }

    public required string Interval { get; init; }

    public required long PeriodStart { get; init; }

    public required long PeriodEnd { get; init; }

    public required SimulatedCard Card { get; init; }

    /// <summary>Its own; the customer's is used when there is none.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>Whether time renews it; false for one that a set-up verb renews.</summary>
    public bool TimeRenews { get; init; }

    public string? LatestInvoice { get; init; }

    public bool CancelAtPeriodEnd { get; init; }

    public long? CancelAt { get; init; }

    public long? CanceledAt { get; init; }

    public long? EndedAt { get; init; }

    public string? CancelReason { get; init; }

    public string? CancelComment { get; init; }

    public string? CancelFeedback { get; init; }

    /// <summary>The schedule that manages it.</summary>
    public string? Schedule { get; init; }

    public bool CollectionPaused { get; init; }

    public long? TrialStart { get; init; }

    public long? TrialEnd { get; init; }

    public long Total => Items.Sum(item => item.Amount);

    public bool Ended => Status is "canceled" or "incomplete_expired";
}
