using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Worlds;
using BillingContext.Storage;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Simulation.Stores;

/// <summary>A node's way to the store: to apply and to answer are two steps, and a fault fits before, between and after.</summary>
internal sealed class NodeStore(History history, Node node, Life life) : IBillingStore
{
    public ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken) => new(CommitAsync(batch));

    public ValueTask<RefundIntent?> GetRefundIntentAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) =>
        ReadAsync(store => store.GetRefundIntentAsync(merchant, requestId, cancellationToken));

    public ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken) =>
        ReadAsync(store => store.GetPaymentLedgerAsync(scope, payment, cancellationToken));

    public ValueTask<CancellationIntent?> GetCancellationAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) =>
        ReadAsync(store => store.GetCancellationAsync(merchant, requestId, cancellationToken));

    public ValueTask<SubscriptionLedger> GetSubscriptionLedgerAsync(StripeScope scope, SubscriptionId subscription, CancellationToken cancellationToken) =>
        ReadAsync(store => store.GetSubscriptionLedgerAsync(scope, subscription, cancellationToken));

    public ValueTask<IReadOnlyList<CancellationIntent>> ListOpenCancellationsAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ListOpenCancellationsAsync(merchant, dueBy, limit, cancellationToken));

    public ValueTask<WebhookReceipt?> GetWebhookReceiptAsync(StripeScope scope, string eventId, CancellationToken cancellationToken) =>
        ReadAsync(store => store.GetWebhookReceiptAsync(scope, eventId, cancellationToken));

    public ValueTask<IReadOnlyList<WebhookReceipt>> ListDueWebhooksAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ListDueWebhooksAsync(merchant, dueBy, limit, cancellationToken));

    public ValueTask<IReadOnlyList<WebhookReceipt>> ListSetAsideWebhooksAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ListSetAsideWebhooksAsync(merchant, limit, cancellationToken));

    public ValueTask<WebhookBacklog> GetWebhookBacklogAsync(CancellationToken cancellationToken) =>
        ReadAsync(store => store.GetWebhookBacklogAsync(cancellationToken));

    public ValueTask<KeptCredentials?> GetCredentialsAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        ReadAsync(store => store.GetCredentialsAsync(merchant, cancellationToken));

    public ValueTask<IReadOnlyList<KeptCredentials>> FindCredentialsAsync(StripeAccountId? account, bool livemode, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.FindCredentialsAsync(account, livemode, limit, cancellationToken));

    public ValueTask<IReadOnlyList<KeptCredentials>> ListCredentialsAsync(MerchantId? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ListCredentialsAsync(after, limit, cancellationToken));

    public ValueTask<long> GetChangeSequenceAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        ReadAsync(store => store.GetChangeSequenceAsync(merchant, cancellationToken));

    public ValueTask<IReadOnlyList<BillingChange>> ReadChangesAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ReadChangesAsync(merchant, after, limit, cancellationToken));

    public ValueTask<IReadOnlyList<RefundIntent>> ListRefundsSinceAsync(StripeScope scope, DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ListRefundsSinceAsync(scope, since, cancellationToken));

    public ValueTask<IReadOnlyList<RefundIntent>> ListRefundApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ListRefundApprovalsAsync(merchant, limit, cancellationToken));

    public ValueTask<MerchantGuard> GetMerchantGuardAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        ReadAsync(store => store.GetMerchantGuardAsync(merchant, cancellationToken));

    public ValueTask<IReadOnlyList<CancellationIntent>> ListCancellationApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ListCancellationApprovalsAsync(merchant, limit, cancellationToken));

    public ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ListOpenRefundsAsync(merchant, dueBy, limit, cancellationToken));

    public ValueTask<IReadOnlyList<AuditLine>> ReadAuditAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(store => store.ReadAuditAsync(merchant, after, limit, cancellationToken));

    private async Task<StoreCommit> CommitAsync(StoreBatch batch)
    {
        var world = history.World;
        history.Ambush.Spring(node, batch);
        await world.StepAsync(life, "store commits").ConfigureAwait(false);
        if (history.Store.IsDown || world.Happens(history.Rates.Store))
        {
            history.Fired(batch.Intent switch
            {
                { Version: 0 } or { State: RefundState.InProgress } => Fault.StoreDownBeforePost,
                { } => Fault.StoreDownAfterPost,
                _ => Fault.StoreDownElsewhere,
            });
            history.Checks.Posts.Forget(batch.Intent);
            world.Note($"{node.Name} store is down for {batch.Intent?.RequestId} {batch.Intent?.State} {batch.Receipt?.EventId}");
            throw new IOException("The store is down.");
        }

        var result = history.Store.Commit(life, batch);
        world.Note($"{node.Name} store: {result} {batch.Intent} {batch.Cancellation} {batch.NextGuard?.Stop} {batch.Receipt?.EventId}{(batch.Receipt is { } receipt ? receipt.IsHandled ? " handled" : " claimed" : "")}");
        await world.StepAsync(life, "store answers").ConfigureAwait(false);
        if (world.Happens(history.Rates.Store))
        {
            history.Fired(Fault.CommitAmbiguous);
            world.Note($"{node.Name} loses the store's answer");
            throw new IOException("The store's answer was lost.");
        }

        return result;
    }

    private async ValueTask<T> ReadAsync<T>(Func<IBillingStore, ValueTask<T>> read)
    {
        await history.World.StepAsync(life, "store reads").ConfigureAwait(false);
        if (history.Store.IsDown || history.World.Happens(history.Rates.Store / 2))
        {
            history.Fired(Fault.StoreDownElsewhere);
            throw new IOException("The store is down.");
        }

        var result = SharedStore.Now(read(history.Store.Present));
        await history.World.StepAsync(life, "store answers").ConfigureAwait(false);
        return result;
    }
}
