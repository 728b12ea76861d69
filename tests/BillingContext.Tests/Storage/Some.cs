using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Storage;

/// <summary>Records to store.</summary>
internal static class Some
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    internal static readonly PaymentId Payment = new("pi_1");
    internal static readonly SubscriptionId Subscription = new("sub_1");

    internal static readonly MerchantStop Stop = new(StoppedActions.Automatic, Actor.Automation("alarm"), Now, "Too many \"refunds\"");

    internal static StripeScope Scope(string merchant = "acme") => new(new MerchantId(merchant), null, Livemode: false);

    internal static RefundIntent Intent(string requestId = "t1", StripeScope? scope = null) => new()
    {
        Scope = scope ?? Scope(),
        RequestId = requestId,
        ParametersHash = "hash",
        State = RefundState.InProgress,
        Payment = Payment,
        Amount = Money.Of("usd", 500),
        Reason = RefundReason.RequestedByCustomer,
        Actor = Actor.Person("agent_1"),
        CreatedAt = Now,
        LeaseUntil = Now.AddMinutes(2),
    };

    internal static CancellationIntent Cancellation(string requestId = "c1", StripeScope? scope = null) => new()
    {
        Scope = scope ?? Scope(),
        RequestId = requestId,
        ParametersHash = "hash",
        State = CancellationState.InProgress,
        Kind = CancellationKind.Now,
        Subscription = Subscription,
        Customer = new CustomerId("cus_1"),
        Actor = Actor.Person("agent_1"),
        CreatedAt = Now,
        LeaseUntil = Now.AddMinutes(2),
    };

    internal static WebhookReceipt Receipt(string eventId = "evt_1", StripeScope? scope = null, DateTimeOffset? receivedAt = null) => new()
    {
        Scope = scope ?? Scope(),
        EventId = eventId,
        ReceivedAt = receivedAt ?? Now,
        IsApplied = true,
        IsHandled = true,
    };

    /// <summary>An event that waits in the inbox.</summary>
    internal static WebhookReceipt Waiting(string eventId = "evt_1", StripeScope? scope = null, DateTimeOffset? receivedAt = null, DateTimeOffset? dueAt = null) =>
        Receipt(eventId, scope, receivedAt) with
        {
            IsApplied = false,
            IsHandled = false,
            DueAt = dueAt ?? receivedAt ?? Now,
            Event = new ReceivedEvent { Id = eventId, Type = "refund.created", CreatedAt = Now },
        };

    internal static KeptCredentials Credentials(StripeScope? scope = null) => new() { Scope = scope ?? Scope(), Secrets = [Secret(SecretKind.ReadKey, "1.1")] };

    /// <summary>What a store keeps of a secret: to it, a text like any other.</summary>
    internal static ProtectedSecret Secret(SecretKind kind, string id) =>
        new(new KeptSecret { Id = id, Kind = kind, LastFour = "4242", KeptAt = Now.AddTicks(1), KeptBy = Actor.Person("admin_1") }, "protected");

    internal static BillingChange Change(string objectId = "re_1", StripeScope? scope = null) => new()
    {
        Scope = scope ?? Scope(),
        Kind = BillingChangeKind.Refund,
        ObjectId = objectId,
        At = Now,
    };

    internal static AuditEntry Line(string requestId = "t1", StripeScope? scope = null) => new()
    {
        Scope = scope ?? Scope(),
        At = Now,
        Action = AuditActions.RefundRecorded,
        RequestId = requestId,
    };
}
