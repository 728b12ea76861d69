namespace BillingContext.Testing.Internal.Records;

internal sealed record PriceRecord : StripeRecord
{
    public required string Product { get; init; }

    public required string Currency { get; init; }

    public required long UnitAmount { get; init; }

    /// <summary>Null for a price that is paid once.</summary>
    public string? Interval { get; init; }

    public string? Nickname { get; init; }

    public bool Active { get; init; } = true;
}
