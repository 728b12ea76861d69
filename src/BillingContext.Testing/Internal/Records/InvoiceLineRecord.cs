namespace BillingContext.Testing.Internal.Records;

/// <summary>A line of an invoice: a period of a subscription's item, an invoice item, or what a set-up verb charged.</summary>
internal sealed record InvoiceLineRecord : StripeRecord
{
    public required string Invoice { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required long PeriodStart { get; init; }

    public required long PeriodEnd { get; init; }

    public long Quantity { get; init; } = 1;

    public string? Description { get; init; }

    public string? Price { get; init; }

    public string? Product { get; init; }

    public string? Subscription { get; init; }

    public string? SubscriptionItem { get; init; }

    public string? InvoiceItem { get; init; }
}
