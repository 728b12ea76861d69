namespace BillingContext.Testing.Internal.Records;

internal sealed record EventRecord : StripeRecord
{
    public required string Type { get; init; }

    public required StripeRecord Subject { get; init; }

    public StripeRecord? Previous { get; init; }

    public string? RequestId { get; init; }

    public string? IdempotencyKey { get; init; }
}
