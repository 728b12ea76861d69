using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Webhooks.Internal;

/// <summary>The requests of ours that an event may settle.</summary>
/// <param name="Refund">The refund it is about.</param>
/// <param name="Cancellation">The cancellation it is about.</param>
internal readonly record struct AffectedRequests(RefundIntent? Refund, CancellationIntent? Cancellation)
{
    internal bool Exist => Refund is not null || Cancellation is not null;
}
