using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/refunds/object</summary>
internal sealed class WireRefund : IWireObject
{
    public string? Id { get; set; }

    public long Amount { get; set; }

    public WireRef Charge { get; set; }

    public long Created { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Currency { get; set; }

    public WireRef Customer { get; set; }

    public WireDestinationDetails? DestinationDetails { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? FailureReason { get; set; }

    public bool? Livemode { get; set; }

    [JsonConverter(typeof(WireMetadataConverter))]
    public IReadOnlyDictionary<string, string>? Metadata { get; set; }

    public WireNextAction? NextAction { get; set; }

    public WireRef PaymentIntent { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? PendingReason { get; set; }

    public WirePresentment? PresentmentDetails { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Reason { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Status { get; set; }

    internal sealed class WireNextAction
    {
        public WireDisplayDetails? DisplayDetails { get; set; }
    }

    internal sealed class WireDisplayDetails
    {
        public long? ExpiresAt { get; set; }
    }
}
