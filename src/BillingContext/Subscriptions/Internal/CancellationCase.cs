using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Storage;

namespace BillingContext.Subscriptions.Internal;

/// <summary>A decided request with everything read for it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Decision">What it came to.</param>
/// <param name="Now">When (UTC).</param>
internal sealed record CancellationCase(CancellationRequest Request, RefundDecision Decision, DateTimeOffset Now)
{
    /// <summary>The subscription; null if it did not come so far, or the customer has none such.</summary>
    internal Subscription? Subscription { get; init; }

    /// <summary>Our requests for it, read before it was.</summary>
    internal SubscriptionLedger? Ledger { get; init; }

    /// <summary>What of its latest invoice could go back.</summary>
    internal InvoiceRefund? Invoice { get; init; }

    /// <summary>The refund to ask for once it is canceled; null for none.</summary>
    internal RefundRequest? Refund { get; init; }

    /// <summary>Whether it is to be done.</summary>
    internal bool IsApproved => Decision.Verdict == RefundVerdict.Approved && Subscription is not null;

    /// <summary>Why it needs approval.</summary>
    internal IReadOnlyList<DecisionReason> Needs => [.. Decision.Reasons.Where(reason => reason.Verdict == RefundVerdict.NeedsApproval)];

    /// <summary>What a yes depends on beyond the request itself: the rules its refund was decided by, the subscription's terms, and what goes back.</summary>
    internal string Basis => RequestKeys.Hash(
        Decision.PolicyVersion ?? "",
        $"{Subscription?.Status} {Subscription?.CancelAtPeriodEnd} {Subscription?.CancelAt:O} {Subscription?.CurrentPeriodEnd:O} {Subscription?.HasSchedule}",
        $"{Refund?.Payment} {Refund?.Amount}");

    /// <summary>When it would end.</summary>
    internal DateTimeOffset? EndsAt => (Request.Kind, Subscription) switch
    {
        (_, null) or (CancellationKind.Undo, _) => null,
        (_, { EndedAt: { } ended }) => ended,
        (CancellationKind.Now, _) => Now,
        (_, { CancelAt: { } set }) => set,
        _ => Subscription.CurrentPeriodEnd,
    };
}
