using BillingContext.Refunds;

namespace BillingContext.Subscriptions;

/// <summary>What became of a cancellation request.</summary>
public sealed class CancellationResult
{
    internal CancellationResult(string requestId, CancellationState state, IReadOnlyList<DecisionReason> reasons) =>
        (RequestId, State, Reasons) = (requestId, state, reasons);

    /// <summary>The request.</summary>
    public string RequestId { get; }

    /// <summary>How far the cancellation came. Its refund has a state of its own.</summary>
    public CancellationState State { get; }

    /// <summary>Why: of the cancellation, and of its refund.</summary>
    public IReadOnlyList<DecisionReason> Reasons { get; }

    /// <summary>When the subscription ends or ended (UTC), once that is known.</summary>
    public DateTimeOffset? EndsAt { get; internal init; }

    /// <summary>How much was decided to go back; null if nothing.</summary>
    public Money? RefundAmount { get; internal init; }

    /// <summary>
    /// How far the refund came; null if none was asked for, or the cancellation has not come so far. A canceled subscription beside an unknown
    /// refund settles by itself.
    /// </summary>
    public RefundState? RefundState { get; internal init; }

    /// <summary>The refund as <see cref="IRefundService"/> answered for it, if it did.</summary>
    public RefundResult? Refund { get; internal init; }

    /// <summary>The approval Stripe waits for, if it does.</summary>
    public StripeApproval? StripeApproval { get; internal init; }

    /// <summary>This request was made before.</summary>
    public bool IsRepeat { get; internal init; }

    /// <summary>A result, for tests of a host that stand in for <see cref="ISubscriptionService"/>.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="state">How far it came.</param>
    /// <param name="reasons">Why.</param>
    /// <param name="endsAt">When the subscription ends.</param>
    /// <param name="refund">What became of the refund.</param>
    public static CancellationResult Create(
        string requestId, CancellationState state, IReadOnlyList<DecisionReason> reasons, DateTimeOffset? endsAt = null, RefundResult? refund = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        ArgumentNullException.ThrowIfNull(reasons);
        return new CancellationResult(requestId, state, reasons)
        {
            EndsAt = endsAt,
            RefundAmount = refund?.Amount,
            RefundState = refund?.State,
            Refund = refund,
        };
    }

    /// <summary>States and codes.</summary>
    public override string ToString() =>
        $"{RequestId}: {State}{(RefundState is { } refund ? $", refund {refund} {RefundAmount}" : "")} {string.Join(", ", Reasons.Select(reason => reason.Code))}";
}
