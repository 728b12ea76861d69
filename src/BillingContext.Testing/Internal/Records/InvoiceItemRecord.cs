namespace BillingContext.Testing.Internal.Records;

/// <summary>Something a customer is to pay for, on an invoice or waiting for the next one.</summary>
internal sealed record InvoiceItemRecord : StripeRecord
{
    public required string Customer { get; init; }

    public required long UnitAmount { get; init; }

    public required string Currency { get; init; }

    public required long PeriodStart { get; init; }

    public required long PeriodEnd { get; init; }

    public long Quantity { get; init; } = 1;

    public string? Description { get; init; }

    public bool? Discountable { get; init; }

    public string? Price { get; init; }

    public string? Product { get; init; }

    /// <summary>Null while it waits.</summary>
    public string? Invoice { get; init; }

    public long Amount => UnitAmount * Quantity;
}
