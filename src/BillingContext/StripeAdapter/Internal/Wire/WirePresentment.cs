using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>What the customer saw: https://docs.stripe.com/api/charges/object#charge_object-presentment_details, and the same on refunds.</summary>
internal sealed class WirePresentment
{
    public long? PresentmentAmount { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? PresentmentCurrency { get; set; }
}
