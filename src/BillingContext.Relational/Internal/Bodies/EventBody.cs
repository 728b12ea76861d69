using BillingContext.Webhooks;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>A <see cref="ReceivedEvent"/> as it is stored in the body of its receipt, which has the id.</summary>
internal sealed record EventBody
{
    public required string Type { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? ApiVersion { get; init; }
    public string? ObjectType { get; init; }
    public string? ObjectId { get; init; }
    public string? Customer { get; init; }
    public string? PaymentIntent { get; init; }
    public string? Charge { get; init; }
    public string? Invoice { get; init; }
    public string? Subscription { get; init; }
    public string? RequestId { get; init; }
    public string? RequestMerchant { get; init; }

    internal static EventBody Of(ReceivedEvent received) => new()
    {
        Type = received.Type,
        CreatedAt = received.CreatedAt,
        ApiVersion = received.ApiVersion,
        ObjectType = received.ObjectType,
        ObjectId = received.ObjectId,
        Customer = received.Customer,
        PaymentIntent = received.PaymentIntent,
        Charge = received.Charge,
        Invoice = received.Invoice,
        Subscription = received.Subscription,
        RequestId = received.RequestId,
        RequestMerchant = received.RequestMerchant,
    };

    internal ReceivedEvent ToRecord(string id) => new()
    {
        Id = id,
        Type = Type,
        CreatedAt = CreatedAt,
        ApiVersion = ApiVersion,
        ObjectType = ObjectType,
        ObjectId = ObjectId,
        Customer = Customer,
        PaymentIntent = PaymentIntent,
        Charge = Charge,
        Invoice = Invoice,
        Subscription = Subscription,
        RequestId = RequestId,
        RequestMerchant = RequestMerchant,
    };
}
