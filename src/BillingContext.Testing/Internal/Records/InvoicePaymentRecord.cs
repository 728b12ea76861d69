namespace BillingContext.Testing.Internal.Records;

internal sealed record InvoicePaymentRecord : StripeRecord
{
    public required string Invoice { get; init; }

    public required string PaymentIntent { get; init; }

    public required long AmountRequested { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    public long? AmountPaid { get; init; }

    public long? PaidAt { get; init; }

    public long? CanceledAt { get; init; }
}
