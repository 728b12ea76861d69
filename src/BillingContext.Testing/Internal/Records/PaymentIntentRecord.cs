namespace BillingContext.Testing.Internal.Records;

internal sealed record PaymentIntentRecord : StripeRecord
{
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    public required string MethodType { get; init; }

    public long AmountCapturable { get; init; }

    public long AmountReceived { get; init; }

    public string CaptureMethod { get; init; } = "automatic";

    public string ConfirmationMethod { get; init; } = "automatic";

    public string? AllowRedirects { get; init; }

    public string? SetupFutureUsage { get; init; }

    public string? ReturnUrl { get; init; }

    public string? Customer { get; init; }

    public string? Description { get; init; }

    public string? PaymentMethod { get; init; }

    public string? LatestCharge { get; init; }

    public string? OrderReference { get; init; }

    public string? ReceiptEmail { get; init; }

    public string? TransferDestination { get; init; }

    public long? ApplicationFee { get; init; }

    public Presentment? Presentment { get; init; }

    public PaymentFailure? LastFailure { get; init; }

    public string? CancellationReason { get; init; }

    public long? CanceledAt { get; init; }
}
