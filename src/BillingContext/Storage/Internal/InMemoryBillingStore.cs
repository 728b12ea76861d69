using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Webhooks;

namespace BillingContext.Storage.Internal;

/// <summary>Everything in this process's memory: for a first run and for tests. What it holds is gone with the process.</summary>
internal sealed class InMemoryBillingStore(AuditChain chain) : IBillingStore
{
    private const int ChangesKept = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(MerchantId Merchant, string RequestId), RefundIntent> intents = [];
    private readonly Dictionary<(MerchantId Merchant, string RequestId), RefundIntent> open = [];
    private readonly Dictionary<(StripeScope Scope, PaymentId Payment), PaymentLedger> ledgers = [];
    private readonly Dictionary<MerchantId, List<AuditLine>> audit = [];
    private readonly Dictionary<MerchantId, Log<BillingChange>> changes = [];
    private readonly CancellationTable cancellations = new();
    private readonly ReceiptTable receipts = new();

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
            return new ValueTask<RefundIntent?>(intents.GetValueOrDefault((merchant, requestId)));
        }
    }

    public ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<PaymentLedger>(LedgerOf(scope, payment));
        }
    }

    public ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new ValueTask<IReadOnlyList<RefundIntent>>(
            [
                .. open.Values.Where(intent => (merchant is null || merchant == intent.Scope.Merchant) && intent.DueAt <= dueBy)
                    .OrderBy(intent => intent.DueAt).ThenBy(intent => intent.Scope.Merchant.Value, StringComparer.Ordinal)
                    .ThenBy(intent => intent.RequestId, StringComparer.Ordinal).Take(limit),
            ]);
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
        (batch.Intent is { } intent && (intents.GetValueOrDefault((intent.Scope.Merchant, intent.RequestId))?.Version ?? 0) != intent.Version)
        || (batch.Ledger is { } ledger && LedgerOf(ledger.Scope, ledger.Payment).Version != ledger.Version)
        || receipts.HasConflict(batch)
        || cancellations.HasConflict(batch);

    private void Apply(StoreBatch batch)
    {
        cancellations.Apply(batch);
        receipts.Apply(batch);
        if (batch.Ledger is { } read)
        {
            var current = LedgerOf(read.Scope, read.Payment);
            ledgers[(read.Scope, read.Payment)] = current with { Version = current.Version + 1 };
        }

        if (batch.Intent is { } intent)
        {
            Apply(intent with { Version = intent.Version + 1 });
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

    private void Apply(RefundIntent intent)
    {
        var id = (intent.Scope.Merchant, intent.RequestId);
        intents[id] = intent;
        if (intent.DueAt is null)
        {
            open.Remove(id);
        }
        else
        {
            open[id] = intent;
        }

        var ledger = LedgerOf(intent.Scope, intent.Payment);
        ledgers[(intent.Scope, intent.Payment)] = ledger with
        {
            Intents =
            [
                .. ledger.Intents.Where(known => known.RequestId != intent.RequestId).Append(intent)
                    .OrderBy(known => known.CreatedAt).ThenBy(known => known.RequestId, StringComparer.Ordinal),
            ],
        };
    }

    private PaymentLedger LedgerOf(StripeScope scope, PaymentId payment) =>
        ledgers.GetValueOrDefault((scope, payment)) ?? new PaymentLedger(scope, payment, 0, []);
}
