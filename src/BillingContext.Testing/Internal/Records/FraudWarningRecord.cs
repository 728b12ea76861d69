namespace BillingContext.Testing.Internal.Records;

internal sealed record FraudWarningRecord : StripeRecord
{
    public required string Charge { get; init; }

    public required string FraudType { get; init; }

    public required bool Actionable { get; init; }

    public string? PaymentIntent { get; init; }
}
