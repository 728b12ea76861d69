using BillingContext.Customers;
using BillingContext.Payments;

namespace BillingContext.Webhooks.Internal;

/// <summary>What an event is about, and what was read of it, to be told to conversations and handlers.</summary>
internal sealed record ReadChange(BillingChangeKind Kind, CustomerId? CustomerId, PaymentId? PaymentId)
{
    /// <summary>The request of ours that waits for what it is about.</summary>
    internal string? RequestId { get; init; }

    internal SubscriptionId? SubscriptionId { get; init; }

    internal Customer? Customer { get; init; }

    internal Payment? Payment { get; init; }

    internal Refund? Refund { get; init; }

    internal Dispute? Dispute { get; init; }

    internal EarlyFraudWarning? Warning { get; init; }

    internal Subscription? Subscription { get; init; }

    internal Invoice? Invoice { get; init; }
}
