namespace BillingContext.Payments;

/// <summary>One refund at Stripe, whoever made it.</summary>
/// <remarks>Source: https://docs.stripe.com/api/refunds/object.</remarks>
public sealed record Refund
{
    /// <summary>The metadata key under which our refunds carry their <c>RefundRequest.RequestId</c>.</summary>
    public const string RequestIdMetadataKey = "billingcontext_request_id";

    /// <summary>The metadata key under which our refunds carry the merchant they were requested for.</summary>
    public const string MerchantMetadataKey = "billingcontext_merchant";

    /// <summary>The refund's id.</summary>
    public required RefundId Id { get; init; }

    /// <summary>The refunded payment; null for refunds of a customer's cash balance.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>The refunded charge; null for refunds of a customer's cash balance.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>Whose refund, where Stripe tells.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>Where it stands.</summary>
    public RefundStatus Status { get; init; }

    /// <summary>Stripe's own word for the status, also when this version does not know it.</summary>
    public required string StripeStatus { get; init; }

    /// <summary>How much goes back.</summary>
    public required Money Amount { get; init; }

    /// <summary>The same in the currency that the customer paid in, where that was another and Stripe tells.</summary>
    public Money? Presented { get; init; }

    /// <summary>When it was made (UTC): where arrival windows count from.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Stripe's word for the reason, such as <c>requested_by_customer</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Stripe's word for why it is not sent yet, such as <c>insufficient_funds</c>.</summary>
    public string? PendingReason { get; init; }

    /// <summary>Stripe's word for why it failed, such as <c>expired_or_canceled_card</c>.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Refund or reversal, for cards.</summary>
    public RefundKind Kind { get; init; }

    /// <summary>The number with which a bank finds it, where there is one.</summary>
    public RefundReference? Reference { get; init; }

    /// <summary>Until when the customer must act, if they must (UTC).</summary>
    public DateTimeOffset? ActionExpiresAt { get; init; }

    /// <summary>The request that made it, if it was made through <c>IRefundService</c>; null for the dashboard's.</summary>
    public string? RequestId { get; init; }

    /// <summary>The merchant that request was for, in the host's words.</summary>
    public string? RequestMerchant { get; init; }

    /// <summary>Whether it was made for this request of this merchant.</summary>
    public bool IsOf(MerchantId merchant, string requestId) => RequestId == requestId && RequestMerchant == merchant.Value;

    /// <summary>Id, status and amount.</summary>
    public override string ToString() => $"{Id} {StripeStatus} {Amount}";
}
