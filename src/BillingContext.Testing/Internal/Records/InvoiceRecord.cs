namespace BillingContext.Testing.Internal.Records;

internal sealed record InvoiceRecord : StripeRecord
{
    public required string Customer { get; init; }

    public required string Status { get; init; }

    public required string Currency { get; init; }

    public required string BillingReason { get; init; }

    public required long PeriodStart { get; init; }

    public required long PeriodEnd { get; init; }

    public string? CustomerEmail { get; init; }

    public string? CustomerName { get; init; }

    public string? Description { get; init; }

    public string? Number { get; init; }

    public string? Subscription { get; init; }

    public IReadOnlyList<InvoiceLineRecord> Lines { get; init; } = [];

    public string CollectionMethod { get; init; } = "charge_automatically";

    public long? DueDate { get; init; }

    public string? DefaultPaymentMethod { get; init; }

    public bool AutoAdvance { get; init; }

    /// <summary>Whether time finalizes it and tries it again; false for one that a set-up verb moves on.</summary>
    public bool TimeAdvances { get; init; }

    public long AmountPaid { get; init; }

    public int AttemptCount { get; init; }

    public long? NextPaymentAttempt { get; init; }

    public long? FinalizedAt { get; init; }

    public long? PaidAt { get; init; }

    public long? VoidedAt { get; init; }

    public long? MarkedUncollectibleAt { get; init; }

    public long Total => Lines.Sum(line => line.Amount);

    public bool IsSent => CollectionMethod == "send_invoice";
}
