using BillingContext.Customers;
using BillingContext.Payments;

namespace BillingContext.Refunds;

/// <summary>Everything a refund decision is made from, and nothing else: the same facts always give the same decision.</summary>
/// <remarks>No text from outside is among them, so none can change a decision.</remarks>
public readonly record struct RefundFacts
{
    /// <summary>The instant of the decision (UTC).</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whose rules apply.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>How sure we are who is asking.</summary>
    public required ResolutionStatus Identity { get; init; }

    /// <summary>The customer was confirmed by the very person who is asking.</summary>
    public bool IsConfirmedByActor { get; init; }

    /// <summary>What kind of hand is asking.</summary>
    public required ActorKind Actor { get; init; }

    /// <summary>How much is asked back.</summary>
    public required Money Amount { get; init; }

    /// <summary>How much was taken.</summary>
    public required Money Captured { get; init; }

    /// <summary>How much is already refunded or on its way back, our own requests in flight included.</summary>
    public required Money Refunded { get; init; }

    /// <summary>When the money was taken (UTC).</summary>
    public required DateTimeOffset PaidAt { get; init; }

    /// <summary>The reason that would be sent to Stripe.</summary>
    public RefundReason Reason { get; init; }

    /// <summary>Stripe's word for how it was paid, such as <c>card</c>.</summary>
    public string? MethodType { get; init; }

    /// <summary>How many refunds the payment already has, failed and canceled ones not counted.</summary>
    public int EarlierRefunds { get; init; }

    /// <summary>Where the payment stands.</summary>
    public PaymentStatus PaymentStatus { get; init; }

    /// <summary>The charge was disputed at some time.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>The dispute that speaks most against a refund, if there is any.</summary>
    public DisputeStatus? Dispute { get; init; }

    /// <summary>Stripe would still take a refund in spite of its disputes.</summary>
    public bool IsRefundableInDispute { get; init; }

    /// <summary>A destination charge, and nobody decided who pays for its refund.</summary>
    public bool LacksConnectDecision { get; init; }

    /// <summary>Stripe or the merchant marked the charge as fraudulent.</summary>
    public bool IsReportedFraudulent { get; init; }

    /// <summary>Facts that could not be read. A policy that meets them escalates.</summary>
    public MissingFacts Missing { get; init; }

    /// <summary>What is left to refund.</summary>
    public Money Remaining => Captured - Refunded;

    /// <summary>Whether this would refund all that is left.</summary>
    public bool IsFull => Amount == Remaining;
}
