using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/radar/early_fraud_warnings/object</summary>
internal sealed class WireFraudWarning : IWireObject
{
    public string? Id { get; set; }

    public bool? Actionable { get; set; }

    public WireRef Charge { get; set; }

    public long Created { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? FraudType { get; set; }

    public bool? Livemode { get; set; }

    public WireRef PaymentIntent { get; set; }
}
