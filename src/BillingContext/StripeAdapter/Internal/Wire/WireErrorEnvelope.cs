using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/errors. No field's shape may cost us another: an approval overlooked would be a refund called refused.</summary>
internal sealed class WireErrorEnvelope
{
    public WireError? Error { get; set; }

    internal sealed class WireError
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Type { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? Code { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? Message { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? Param { get; set; }

        public WireExpandable<WireApprovalRequest> ApprovalRequest { get; set; }
    }

    /// <summary>https://docs.stripe.com/account/approvals. A preview: its shape is not settled.</summary>
    internal sealed class WireApprovalRequest : IWireObject
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Id { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? DashboardUrl { get; set; }

        [JsonConverter(typeof(WireInstantConverter))]
        public long? ExpiresAt { get; set; }

        bool? IWireObject.Livemode => null;
    }
}
