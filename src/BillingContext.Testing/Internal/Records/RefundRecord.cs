namespace BillingContext.Testing.Internal.Records;

internal sealed record RefundRecord : StripeRecord
{
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Charge { get; init; }

    public required string Status { get; init; }

    public required string MethodType { get; init; }

    public string? PaymentIntent { get; init; }

    public string? Customer { get; init; }

    public string? PaymentMethod { get; init; }

    public string? Reason { get; init; }

    public string? FailureReason { get; init; }

    public string? PendingReason { get; init; }

    public string DestinationType { get; init; } = "refund";

    public string? Reference { get; init; }

    public string? ReferenceStatus { get; init; }

    public string? InstructionsEmail { get; init; }

    public string? TransferReversal { get; init; }

    public Presentment? Presentment { get; init; }

    public long? ActionExpiresAt { get; init; }

    /// <summary>Whether the amount still counts against the charge.</summary>
    public bool Counts => Status is not ("failed" or "canceled");
}
