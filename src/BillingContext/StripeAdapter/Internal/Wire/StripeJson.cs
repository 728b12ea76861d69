using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>The reader's source-generated metadata. What Stripe adds is skipped, what it leaves out or nulls stays at its default.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(WireExpandableConverter<WireCharge>),
        typeof(WireExpandableConverter<WireInvoice>),
        typeof(WireExpandableConverter<WireErrorEnvelope.WireApprovalRequest>),
        typeof(WireStringConverter),
    ])]
[JsonSerializable(typeof(WireCustomer))]
[JsonSerializable(typeof(WirePaymentIntent))]
[JsonSerializable(typeof(WireCharge))]
[JsonSerializable(typeof(WireRefund))]
[JsonSerializable(typeof(WireDispute))]
[JsonSerializable(typeof(WireFraudWarning))]
[JsonSerializable(typeof(WireSubscription))]
[JsonSerializable(typeof(WireInvoice))]
[JsonSerializable(typeof(WireErrorEnvelope))]
[JsonSerializable(typeof(WireList<WireEvent>))]
[JsonSerializable(typeof(WireList<WireCustomer>))]
[JsonSerializable(typeof(WireList<WirePaymentIntent>))]
[JsonSerializable(typeof(WireList<WireCharge>))]
[JsonSerializable(typeof(WireList<WireRefund>))]
[JsonSerializable(typeof(WireList<WireDispute>))]
[JsonSerializable(typeof(WireList<WireFraudWarning>))]
[JsonSerializable(typeof(WireList<WireSubscription>))]
[JsonSerializable(typeof(WireList<WireInvoice>))]
internal sealed partial class StripeJson : JsonSerializerContext;
