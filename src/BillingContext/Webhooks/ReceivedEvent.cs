using BillingContext.Internal;
using BillingContext.Webhooks.Internal;

namespace BillingContext.Webhooks;

/// <summary>An event as it waits in the inbox: its type and ids, never its payload. What it is about is read anew when its turn comes.</summary>
public sealed record ReceivedEvent
{
    private const int LongestId = 255;
    private const int LongestMetadata = 500;

    /// <summary>The event's id: the same on every delivery.</summary>
    public required string Id { get; init; }

    /// <summary>Stripe's type, such as <c>charge.refunded</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When Stripe made it (UTC, whole seconds). Events do not arrive in this order.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The API version the payload was written in; null if not told.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>What kind of object it is about, such as <c>refund</c>.</summary>
    public string? ObjectType { get; init; }

    /// <summary>The id of the object it is about.</summary>
    public string? ObjectId { get; init; }

    /// <summary>The id of the object's customer, where the payload says.</summary>
    public string? Customer { get; init; }

    /// <summary>The id of the object's PaymentIntent, where the payload says.</summary>
    public string? PaymentIntent { get; init; }

    /// <summary>The id of the object's charge, where the payload says.</summary>
    public string? Charge { get; init; }

    /// <summary>The id of the object's invoice, where the payload says.</summary>
    public string? Invoice { get; init; }

    /// <summary>The id of the object's subscription, where the payload says.</summary>
    public string? Subscription { get; init; }

    /// <summary>The refund request in the object's metadata (<see cref="Payments.Refund.RequestIdMetadataKey"/>).</summary>
    public string? RequestId { get; init; }

    /// <summary>The merchant in the object's metadata (<see cref="Payments.Refund.MerchantMetadataKey"/>).</summary>
    public string? RequestMerchant { get; init; }

    /// <summary>Type and id.</summary>
    public override string ToString() => $"{Type} {Id}";

    /// <summary>From a verified body.</summary>
    internal static ReceivedEvent Of(in EventEnvelope envelope) => new ReceivedEvent
    {
        Id = envelope.Id!,
        Type = envelope.Type!,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(envelope.Created),
        ApiVersion = envelope.ApiVersion,
        ObjectType = envelope.ObjectType,
        ObjectId = envelope.ObjectId,
        Customer = CustomerOf(envelope.ObjectType, envelope.Customer, envelope.PreviousCustomer),
        PaymentIntent = envelope.PaymentIntent,
        Charge = envelope.Charge,
        Invoice = envelope.Invoice,
        Subscription = envelope.Subscription,
        RequestId = envelope.RequestId,
        RequestMerchant = envelope.RequestMerchant,
    }.Bounded();

    /// <summary>A card that was detached is nobody's any more: it concerns whose it was.</summary>
    internal static string? CustomerOf(string? objectType, string? customer, string? previous) =>
        customer ?? (objectType == "payment_method" ? previous : null);

    /// <summary>Ids longer than Stripe's, or with what no id has, are none.</summary>
    internal ReceivedEvent Bounded() => this with
    {
        ApiVersion = AtMost(ApiVersion, LongestId),
        ObjectType = AtMost(ObjectType, LongestId),
        ObjectId = AtMost(ObjectId, LongestId),
        Customer = AtMost(Customer, LongestId),
        PaymentIntent = AtMost(PaymentIntent, LongestId),
        Charge = AtMost(Charge, LongestId),
        Invoice = AtMost(Invoice, LongestId),
        Subscription = AtMost(Subscription, LongestId),
        RequestId = AtMost(RequestId, LongestMetadata),
        RequestMerchant = AtMost(RequestMerchant, LongestMetadata),
    };

    /// <summary>Whether it has what everything else depends on.</summary>
    internal bool IsWhole => Id is { Length: > 0 and <= LongestId } && Type is { Length: > 0 and <= LongestId };

    private static string? AtMost(string? text, int longest) => text is not null && SafeText.IsLine(text, longest) ? text : null;
}
