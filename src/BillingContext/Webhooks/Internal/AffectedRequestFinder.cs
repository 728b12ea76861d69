using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Subscriptions;

namespace BillingContext.Webhooks.Internal;

/// <summary>Finds the requests of ours that an event is about, in the store alone.</summary>
internal sealed class AffectedRequestFinder(IBillingStore store)
{
    /// <summary>Beyond so many that wait at once, the reconciler finds out by itself.</summary>
    private const int MostApprovals = 1_000;

    internal async ValueTask<AffectedRequests> FindAsync(StripeScope scope, BillingChangeKind kind, ReceivedEvent @event, CancellationToken cancellationToken) => kind switch
    {
        BillingChangeKind.Subscription => new AffectedRequests(null, await CancellationOfAsync(scope, @event, cancellationToken).ConfigureAwait(false)),
        BillingChangeKind.StripeApproval when @event.ObjectId is { } approval => await AwaitingAsync(scope, approval, cancellationToken).ConfigureAwait(false),
        _ => new AffectedRequests(await RefundOfAsync(scope, @event, cancellationToken).ConfigureAwait(false), null),
    };

    /// <summary>The request whose stamp a refund bears.</summary>
    private async ValueTask<RefundIntent?> RefundOfAsync(StripeScope scope, ReceivedEvent @event, CancellationToken cancellationToken) =>
        @event is { ObjectType: "refund", RequestId: { Length: > 0 } requestId, RequestMerchant: { } merchant } && merchant == scope.Merchant.Value
            ? await StoreErrors.TranslateAsync(store.GetRefundIntentAsync(scope.Merchant, requestId, cancellationToken), cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>The cancellation that its subscription's state may settle.</summary>
    private async ValueTask<CancellationIntent?> CancellationOfAsync(StripeScope scope, ReceivedEvent @event, CancellationToken cancellationToken)
    {
        if (EventReading.SubscriptionOf(@event) is not { } subscription)
        {
            return null;
        }

        var ledger = await StoreErrors.TranslateAsync(store.GetSubscriptionLedgerAsync(scope, subscription, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ledger.Cancellations.FirstOrDefault(known => known.IsOpen || known.State == CancellationState.AwaitingStripeApproval);
    }

    /// <summary>What waits for an approval of Stripe's.</summary>
    private async ValueTask<AffectedRequests> AwaitingAsync(StripeScope scope, string approval, CancellationToken cancellationToken)
    {
        var refunds = await StoreErrors.TranslateAsync(
            store.ListRefundApprovalsAsync(scope.Merchant, MostApprovals, cancellationToken), cancellationToken).ConfigureAwait(false);
        var cancellations = await StoreErrors.TranslateAsync(
            store.ListCancellationApprovalsAsync(scope.Merchant, MostApprovals, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new AffectedRequests(
            refunds.FirstOrDefault(known => known.State == RefundState.AwaitingStripeApproval && known.Scope == scope && known.StripeApproval?.Id == approval),
            cancellations.FirstOrDefault(known => known.State == CancellationState.AwaitingStripeApproval && known.Scope == scope && known.StripeApproval?.Id == approval));
    }
}
