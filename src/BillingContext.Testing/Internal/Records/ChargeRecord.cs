namespace BillingContext.Testing.Internal.Records;

internal sealed record ChargeRecord : StripeRecord
{
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    public required string MethodType { get; init; }

    public required SimulatedCard Card { get; init; }

    public long AmountCaptured { get; init; }

    public long AmountRefunded { get; init; }

    public bool Captured { get; init; }

    public bool Disputed { get; init; }

    public string? Customer { get; init; }

    public string? Description { get; init; }

    public string? PaymentIntent { get; init; }

    public string? PaymentMethod { get; init; }

    public string? ReceiptEmail { get; init; }

    public string? Transfer { get; init; }

    public string? TransferDestination { get; init; }

    public long? ApplicationFee { get; init; }

    public Presentment? Presentment { get; init; }

    public PaymentFailure? Failure { get; init; }

    public long? CaptureBefore { get; init; }

    public string? FraudReport { get; init; }

    public bool Succeeded => Status == "succeeded";

    public bool Refunded => AmountCaptured > 0 && AmountRefunded >= AmountCaptured;

    public long Refundable => AmountCaptured - AmountRefunded;
}
