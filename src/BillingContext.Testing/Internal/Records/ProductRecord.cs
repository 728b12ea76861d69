namespace BillingContext.Testing.Internal.Records;

internal sealed record ProductRecord : StripeRecord
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public bool Active { get; init; } = true;
}
