using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/charges/object</summary>
internal sealed class WireCharge : IWireObject
{
    public string? Id { get; set; }

    public long Amount { get; set; }

    public long? AmountCaptured { get; set; }

    public long? AmountRefunded { get; set; }

    public string? CalculatedStatementDescriptor { get; set; }

    public bool? Captured { get; set; }

    public long Created { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Currency { get; set; }

    public WireRef Customer { get; set; }

    public string? Description { get; set; }

    public bool? Disputed { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? FailureCode { get; set; }

    public WireFraudDetails? FraudDetails { get; set; }

    public bool? Livemode { get; set; }

    [JsonConverter(typeof(WireMetadataConverter))]
    public IReadOnlyDictionary<string, string>? Metadata { get; set; }

    public WireOutcome? Outcome { get; set; }

    public WireRef PaymentIntent { get; set; }

    public WireMethodDetails? PaymentMethodDetails { get; set; }

    public WirePresentment? PresentmentDetails { get; set; }

    public string? ReceiptNumber { get; set; }

    public WireList<WireRefund>? Refunds { get; set; }

    public string? StatementDescriptor { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Status { get; set; }

    public WireMarker? TransferData { get; set; }

    internal sealed class WireFraudDetails
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? StripeReport { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? UserReport { get; set; }
    }

    internal sealed class WireOutcome
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Reason { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? SellerMessage { get; set; }
    }

    internal sealed class WireMethodDetails
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Type { get; set; }

        public WireCard? Card { get; set; }
    }

    internal sealed class WireCard
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Brand { get; set; }

        public long? CaptureBefore { get; set; }

        public string? Fingerprint { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? Funding { get; set; }

        public string? Last4 { get; set; }

        public WireWallet? Wallet { get; set; }
    }

    internal sealed class WireWallet
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Type { get; set; }

        public string? DynamicLast4 { get; set; }
    }
}
