using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/events/object, and of its object only ids. Of what is odd nothing is kept, so that one event does not hide a page of others.</summary>
internal sealed class WireEvent : IWireObject
{
    public string? Id { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? ApiVersion { get; set; }

    public long Created { get; set; }

    public WireSnapshot? Data { get; set; }

    public bool? Livemode { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Type { get; set; }

    internal sealed class WireSnapshot
    {
        public WireSubject? Object { get; set; }

        public WireIds PreviousAttributes { get; set; }
    }

    internal sealed class WireSubject
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Id { get; set; }

        public WireRef Charge { get; set; }

        public WireRef Customer { get; set; }

        public WireRef Invoice { get; set; }

        [JsonConverter(typeof(WireMetadataConverter))]
        public IReadOnlyDictionary<string, string>? Metadata { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? Object { get; set; }

        /// <summary>What paid an invoice (https://docs.stripe.com/api/invoice-payment/object).</summary>
        public WireIds Payment { get; set; }

        public WireRef PaymentIntent { get; set; }

        public WireRef Subscription { get; set; }
    }
}
