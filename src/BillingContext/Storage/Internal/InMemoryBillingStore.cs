using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Storage.Internal;

/// <summary>Everything in this process's memory: for a first run and for tests. What it holds is gone with the process.</summary>
internal sealed class InMemoryBillingStore(AuditChain chain) : IBillingStore
{
    private const int ChangesKept = 10_000;

    private readonly Lock gate = new();
    private readonly RefundTable refunds = new();
    private readonly CancellationTable cancellations = new();
    private readonly ReceiptTable receipts = new();
    private readonly CredentialsTable credentials = new();
    private readonly Dictionary<MerchantId, MerchantGuard> guards = [];
    private readonly Dictionary<MerchantId, List<AuditLine>> audit = [];
    private readonly Dictionary<MerchantId, Log<BillingChange>> changes = [];

    public ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (HasConflict(batch))
            {
                return new ValueTask<StoreCommit>(StoreCommit.Conflict);
            }

            Apply(batch);
            return new ValueTask<StoreCommit>(StoreCommit.Applied);
        }
    }

    public ValueTask<RefundIntent?> GetRefundIntentAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<RefundIntent?>(refunds.Find(merchant, requestId));
        }
    }

    public ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<PaymentLedger>(refunds.LedgerOf(scope, payment));
        }
    }

    public ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<RefundIntent>>(refunds.Due(merchant, dueBy, limit));
        }
    }

    public ValueTask<IReadOnlyList<RefundIntent>> ListRefundsSinceAsync(StripeScope scope, DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<RefundIntent>>(refunds.Since(scope, since));
        }
    }

    public ValueTask<IReadOnlyList<RefundIntent>> ListRefundApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<RefundIntent>>(refunds.Approvals(merchant, limit));
        }
    }

    public ValueTask<MerchantGuard> GetMerchantGuardAsync(MerchantId merchant, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<MerchantGuard>(GuardOf(merchant));
        }
    }

    public ValueTask<CancellationIntent?> GetCancellationAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<CancellationIntent?>(cancellations.Find(merchant, requestId));
        }
    }

    public ValueTask<SubscriptionLedger> GetSubscriptionLedgerAsync(StripeScope scope, SubscriptionId subscription, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<SubscriptionLedger>(cancellations.LedgerOf(scope, subscription));
        }
    }

    public ValueTask<IReadOnlyList<CancellationIntent>> ListOpenCancellationsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<CancellationIntent>>(cancellations.Due(merchant, dueBy, limit));
        }
    }

    public ValueTask<IReadOnlyList<CancellationIntent>> ListCancellationApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<CancellationIntent>>(cancellations.Approvals(merchant, limit));
        }
    }

    public ValueTask<WebhookReceipt?> GetWebhookReceiptAsync(StripeScope scope, string eventId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<WebhookReceipt?>(receipts.Find(scope, eventId));
        }
    }

    public ValueTask<IReadOnlyList<WebhookReceipt>> ListDueWebhooksAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<WebhookReceipt>>(receipts.Due(merchant, dueBy, limit));
        }
    }

    public ValueTask<IReadOnlyList<WebhookReceipt>> ListSetAsideWebhooksAsync(MerchantId merchant, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<WebhookReceipt>>(receipts.SetAside(merchant, limit));
        }
    }

    public ValueTask<WebhookBacklog> GetWebhookBacklogAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<WebhookBacklog>(receipts.Backlog());
        }
    }

    public ValueTask<KeptCredentials?> GetCredentialsAsync(MerchantId merchant, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<KeptCredentials?>(credentials.Find(merchant));
        }
    }

    public ValueTask<IReadOnlyList<KeptCredentials>> FindCredentialsAsync(
        StripeAccountId? account, bool livemode, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<KeptCredentials>>(credentials.Of(account, livemode, limit));
        }
    }

    public ValueTask<IReadOnlyList<KeptCredentials>> ListCredentialsAsync(MerchantId? after, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<KeptCredentials>>(credentials.After(after, limit));
        }
    }

    public ValueTask<long> GetChangeSequenceAsync(MerchantId merchant, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<long>(changes.GetValueOrDefault(merchant)?.Last ?? 0);
        }
    }

    public ValueTask<IReadOnlyList<BillingChange>> ReadChangesAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<BillingChange>>(changes.GetValueOrDefault(merchant)?.After(after, limit) ?? []);
        }
    }

    public ValueTask<IReadOnlyList<AuditLine>> ReadAuditAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var lines = audit.GetValueOrDefault(merchant) ?? [];
            var from = (int)Math.Clamp(after, 0, lines.Count);
            return new ValueTask<IReadOnlyList<AuditLine>>(lines.GetRange(from, Math.Min(limit, lines.Count - from)));
        }
    }

    private bool HasConflict(StoreBatch batch) =>
        (batch.Guard is { } guard && GuardOf(guard.Merchant).Version != guard.Version)
        || receipts.HasConflict(batch)
        || credentials.HasConflict(batch)
        || refunds.HasConflict(batch)
        || cancellations.HasConflict(batch);

    private void Apply(StoreBatch batch)
    {
        refunds.Apply(batch);
        cancellations.Apply(batch);
        receipts.Apply(batch);
        credentials.Apply(batch);
        if (batch.NextGuard is { } next)
        {
            guards[next.Merchant] = next with { Version = next.Version + 1 };
        }

        if (batch.Change is { } change)
        {
            var log = changes.TryGetValue(change.Scope.Merchant, out var known) ? known : changes[change.Scope.Merchant] = new Log<BillingChange>(ChangesKept);
            log.Append(sequence => change with { Sequence = sequence });
        }

        foreach (var entry in batch.Audit)
        {
            var lines = audit.TryGetValue(entry.Scope.Merchant, out var known) ? known : audit[entry.Scope.Merchant] = [];
            lines.Add(chain.Append(lines is [.., var last] ? last.Anchor : AuditAnchor.Start, entry));
        }
    }

    private MerchantGuard GuardOf(MerchantId merchant) => guards.GetValueOrDefault(merchant) ?? new MerchantGuard(merchant, 0);
}
