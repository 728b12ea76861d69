namespace BillingContext.Testing.Internal.Records;

internal sealed record InvoiceRecord : StripeRecord
{
    public required string Customer { get; init; }

    public required string Status { get; init; }

    public required long Total { get; init; }

    public required string Currency { get; init; }

    public required string BillingReason { get; init; }

    public required long PeriodStart { get; init; }

    public required long PeriodEnd { get; init; }

    public string? CustomerEmail { get; init; }

    public string? CustomerName { get; init; }

    public string? Description { get; init; }

    public string? Number { get; init; }

    public string? Subscription { get; init; }

    public string? SubscriptionItem { get; init; }

    public string? Price { get; init; }

    public string? Product { get; init; }

    public long AmountPaid { get; init; }

    public int AttemptCount { get; init; }

    public long? NextPaymentAttempt { get; init; }

    public long? FinalizedAt { get; init; }

    public long? PaidAt { get; init; }

    public long? VoidedAt { get; init; }

    public long? MarkedUncollectibleAt { get; init; }
}
