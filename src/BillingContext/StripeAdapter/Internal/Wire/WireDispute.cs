using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/disputes/object</summary>
internal sealed class WireDispute : IWireObject
{
    public string? Id { get; set; }

    public long Amount { get; set; }

    public WireRef Charge { get; set; }

    public long Created { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Currency { get; set; }

    public WireEvidenceDetails? EvidenceDetails { get; set; }

    public bool? IsChargeRefundable { get; set; }

    public bool? Livemode { get; set; }

    public WireRef PaymentIntent { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Reason { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Status { get; set; }

    internal sealed class WireEvidenceDetails
    {
        public long? DueBy { get; set; }
    }
}
