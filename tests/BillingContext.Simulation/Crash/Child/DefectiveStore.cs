using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Simulation.Crash.Child;

/// <summary>A store that does not write what, or not when, it says it does.</summary>
internal sealed class DefectiveStore(IBillingStore inner, Defect defect) : IBillingStore
{
    private StoreBatch? held;

    public async ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        switch (defect)
        {
            case Defect.UnauditedOutcome:
                batch = batch with { Audit = [.. batch.Audit.Where(entry => entry.Action != AuditActions.RefundOutcome)] };
                break;
            case Defect.ErrorIsFinal when batch.Intent is { State: RefundState.Unknown } intent:
                batch = batch with { Intent = intent with { State = RefundState.Refused, DueAt = null } };
                break;
            case Defect.ErrorIsFinal when batch.Cancellation is { State: CancellationState.Unknown } ending:
                batch = batch with { Cancellation = ending with { State = CancellationState.Refused, DueAt = null } };
                break;
            case Defect.LateIntent when batch.Audit is [{ Action: AuditActions.RefundRecorded }]:
                held = batch;
                return StoreCommit.Applied;
            case Defect.LateIntent when held is { } late && late.Intent!.RequestId == batch.Intent?.RequestId:
                held = null;
                await inner.CommitAsync(late, cancellationToken);
                break;
        }

        return await inner.CommitAsync(batch, cancellationToken);
    }

    public ValueTask<RefundIntent?> GetRefundIntentAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) =>
        inner.GetRefundIntentAsync(merchant, requestId, cancellationToken);

    public ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken) =>
        inner.GetPaymentLedgerAsync(scope, payment, cancellationToken);

    public ValueTask<IReadOnlyList<RefundIntent>> ListRefundsSinceAsync(StripeScope scope, DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.ListRefundsSinceAsync(scope, since, cancellationToken);

    public ValueTask<IReadOnlyList<RefundIntent>> ListRefundApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        inner.ListRefundApprovalsAsync(merchant, limit, cancellationToken);

    public ValueTask<MerchantGuard> GetMerchantGuardAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        inner.GetMerchantGuardAsync(merchant, cancellationToken);

    public ValueTask<IReadOnlyList<CancellationIntent>> ListCancellationApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        inner.ListCancellationApprovalsAsync(merchant, limit, cancellationToken);

    public ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        inner.ListOpenRefundsAsync(merchant, dueBy, limit, cancellationToken);

    public ValueTask<CancellationIntent?> GetCancellationAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) =>
        inner.GetCancellationAsync(merchant, requestId, cancellationToken);

    public ValueTask<SubscriptionLedger> GetSubscriptionLedgerAsync(StripeScope scope, SubscriptionId subscription, CancellationToken cancellationToken) =>
        inner.GetSubscriptionLedgerAsync(scope, subscription, cancellationToken);

    public ValueTask<IReadOnlyList<CancellationIntent>> ListOpenCancellationsAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        inner.ListOpenCancellationsAsync(merchant, dueBy, limit, cancellationToken);

    public ValueTask<WebhookReceipt?> GetWebhookReceiptAsync(StripeScope scope, string eventId, CancellationToken cancellationToken) =>
        inner.GetWebhookReceiptAsync(scope, eventId, cancellationToken);

    public ValueTask<IReadOnlyList<WebhookReceipt>> ListDueWebhooksAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        inner.ListDueWebhooksAsync(merchant, dueBy, limit, cancellationToken);

    public ValueTask<IReadOnlyList<WebhookReceipt>> ListSetAsideWebhooksAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        inner.ListSetAsideWebhooksAsync(merchant, limit, cancellationToken);

    public ValueTask<WebhookBacklog> GetWebhookBacklogAsync(CancellationToken cancellationToken) =>
        inner.GetWebhookBacklogAsync(cancellationToken);

    public ValueTask<KeptCredentials?> GetCredentialsAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        inner.GetCredentialsAsync(merchant, cancellationToken);

    public ValueTask<IReadOnlyList<KeptCredentials>> FindCredentialsAsync(StripeAccountId? account, bool livemode, int limit, CancellationToken cancellationToken) =>
        inner.FindCredentialsAsync(account, livemode, limit, cancellationToken);

    public ValueTask<IReadOnlyList<KeptCredentials>> ListCredentialsAsync(MerchantId? after, int limit, CancellationToken cancellationToken) =>
        inner.ListCredentialsAsync(after, limit, cancellationToken);

    public ValueTask<long> GetChangeSequenceAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        inner.GetChangeSequenceAsync(merchant, cancellationToken);

    public ValueTask<IReadOnlyList<BillingChange>> ReadChangesAsync(
        MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
        inner.ReadChangesAsync(merchant, after, limit, cancellationToken);

    public ValueTask<IReadOnlyList<AuditLine>> ReadAuditAsync(
        MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
        inner.ReadAuditAsync(merchant, after, limit, cancellationToken);
}
