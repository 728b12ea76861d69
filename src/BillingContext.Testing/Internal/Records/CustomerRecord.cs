namespace BillingContext.Testing.Internal.Records;

internal sealed record CustomerRecord : StripeRecord
{
    public string? Email { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Description { get; init; }

    public string? Currency { get; init; }

    public string? DefaultPaymentMethod { get; init; }

    public long Balance { get; init; }

    public bool Delinquent { get; init; }

    public bool Deleted { get; init; }
}
