using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Simulation.Scenes;

/// <summary>A refund or a cancellation that waits for a yes, as a person sees it on the list.</summary>
internal sealed record Waiting(bool IsCancellation, string RequestId, long Version, Actor AskedBy, Money? Amount, DateTimeOffset ExpiresAt)
{
    internal static Waiting? Of(RefundIntent intent) => intent is { State: RefundState.NeedsApproval, ExpiresAt: { } end }
        ? new Waiting(false, intent.RequestId, intent.Version, intent.Actor, intent.Amount, end) : null;

    internal static Waiting? Of(CancellationIntent intent) => intent is { State: CancellationState.NeedsApproval, ExpiresAt: { } end }
        ? new Waiting(true, intent.RequestId, intent.Version, intent.Actor, intent.RefundAmount, end) : null;

    /// <summary>An answer to it as it was seen.</summary>
    internal ApprovalAnswer Answer(Merchant merchant, Actor by, Money? amount = null) =>
        new() { Merchant = merchant.Id, RequestId = RequestId, Version = Version, By = by, Amount = amount };
}
