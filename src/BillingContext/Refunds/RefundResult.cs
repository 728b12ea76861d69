using BillingContext.Payments;

namespace BillingContext.Refunds;

/// <summary>What became of a refund request.</summary>
public sealed class RefundResult
{
    internal RefundResult(string requestId, RefundState state, IReadOnlyList<DecisionReason> reasons) =>
        (RequestId, State, Reasons) = (requestId, state, reasons);

    /// <summary>The request.</summary>
    public string RequestId { get; }

    /// <summary>How far it came.</summary>
    public RefundState State { get; }

    /// <summary>Why: of the decision, or of Stripe's refusal.</summary>
    public IReadOnlyList<DecisionReason> Reasons { get; }

    /// <summary>Which policy decided; null without one.</summary>
    public string? PolicyVersion { get; internal init; }

    /// <summary>How much was decided on; null if it did not come so far.</summary>
    public Money? Amount { get; internal init; }

    /// <summary>The refund at Stripe, once there is one.</summary>
    public RefundId? Refund { get; internal init; }

    /// <summary>When it should arrive; null where Stripe states no window.</summary>
    public ExpectedArrival? ExpectedArrival { get; internal init; }

    /// <summary>The approval Stripe waits for, if it does.</summary>
    public StripeApproval? StripeApproval { get; internal init; }

    /// <summary>This request was made before; nothing was sent to Stripe for it now, or only to find out what became of it.</summary>
    public bool IsRepeat { get; internal init; }

    /// <summary>A result, for tests of a host that stand in for <see cref="IRefundService"/>.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="state">How far it came.</param>
    /// <param name="reasons">Why.</param>
    /// <param name="amount">How much was decided on.</param>
    /// <param name="refund">The refund at Stripe.</param>
    public static RefundResult Create(
        string requestId, RefundState state, IReadOnlyList<DecisionReason> reasons, Money? amount = null, RefundId? refund = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        ArgumentNullException.ThrowIfNull(reasons);
        return new RefundResult(requestId, state, reasons) { Amount = amount, Refund = refund };
    }

    /// <summary>State and codes.</summary>
    public override string ToString() => $"{RequestId}: {State} {Amount} {string.Join(", ", Reasons.Select(reason => reason.Code))}";
}
