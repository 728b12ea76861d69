using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Audit;

/// <summary>A store somebody tampered with: it holds these lines, whatever they are, and nothing else.</summary>
internal sealed class ListStore(IReadOnlyList<AuditLine> lines) : IBillingStore
{
    internal Exception? Failure { get; init; }

    internal List<(long After, int Limit)> Pages { get; } = [];

    public ValueTask<IReadOnlyList<AuditLine>> ReadAuditAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken)
    {
        Pages.Add((after, limit));
        return Failure is { } failure ? ValueTask.FromException<IReadOnlyList<AuditLine>>(failure) : new([.. lines.Where(line => line.Sequence > after).Take(limit)]);
    }

    public ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken) => ValueTask.FromException<StoreCommit>(new NotSupportedException());

    public ValueTask<RefundIntent?> GetRefundIntentAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RefundIntent>> ListRefundsSinceAsync(StripeScope scope, DateTimeOffset since, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RefundIntent>> ListRefundApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<MerchantGuard> GetMerchantGuardAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<CancellationIntent>> ListCancellationApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<CancellationIntent?> GetCancellationAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<SubscriptionLedger> GetSubscriptionLedgerAsync(StripeScope scope, SubscriptionId subscription, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<CancellationIntent>> ListOpenCancellationsAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<WebhookReceipt?> GetWebhookReceiptAsync(StripeScope scope, string eventId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<WebhookReceipt>> ListDueWebhooksAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromException<IReadOnlyList<WebhookReceipt>>(new NotSupportedException());

    public ValueTask<IReadOnlyList<WebhookReceipt>> ListSetAsideWebhooksAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<WebhookBacklog> GetWebhookBacklogAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<KeptCredentials?> GetCredentialsAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        ValueTask.FromException<KeptCredentials?>(new NotSupportedException());

    public ValueTask<IReadOnlyList<KeptCredentials>> FindCredentialsAsync(StripeAccountId? account, bool livemode, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<KeptCredentials>> ListCredentialsAsync(MerchantId? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<long> GetChangeSequenceAsync(MerchantId merchant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<BillingChange>> ReadChangesAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
