using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/payment_intents/object. The client secret is never read.</summary>
internal sealed class WirePaymentIntent : IWireObject
{
    public string? Id { get; set; }

    public long Amount { get; set; }

    public long? AmountReceived { get; set; }

    public long Created { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Currency { get; set; }

    public WireRef Customer { get; set; }

    public string? Description { get; set; }

    public WireExpandable<WireCharge> LatestCharge { get; set; }

    public WirePaymentError? LastPaymentError { get; set; }

    public bool? Livemode { get; set; }

    [JsonConverter(typeof(WireMetadataConverter))]
    public IReadOnlyDictionary<string, string>? Metadata { get; set; }

    public WirePaymentDetails? PaymentDetails { get; set; }

    public string? StatementDescriptor { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Status { get; set; }

    public WireMarker? TransferData { get; set; }

    internal sealed class WirePaymentError
    {
        public string? Code { get; set; }

        public string? DeclineCode { get; set; }
    }

    internal sealed class WirePaymentDetails
    {
        public string? OrderReference { get; set; }
    }
}
