namespace BillingContext.Webhooks.Internal;

/// <summary>What routing needs of an event: the envelope, and of its object only ids.</summary>
internal struct EventEnvelope
{
    internal string? Id;
    internal string? Type;
    internal long Created;
    internal bool Livemode;
    internal string? Account;
    internal string? ApiVersion;
    internal string? ObjectType;
    internal string? ObjectId;
    internal string? Customer;
    internal string? PaymentIntent;
    internal string? Charge;
    internal string? Invoice;
    internal string? Subscription;
    internal string? PreviousCustomer;
    internal string? RequestId;
    internal string? RequestMerchant;
}
