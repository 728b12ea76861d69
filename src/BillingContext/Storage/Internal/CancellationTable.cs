using BillingContext.Subscriptions;

namespace BillingContext.Storage.Internal;

/// <summary>Cancellations in memory, by request, by subscription, and those that are due. Not thread-safe: the store's lock is.</summary>
internal sealed class CancellationTable
{
    private readonly Dictionary<(MerchantId Merchant, string RequestId), CancellationIntent> all = [];
    private readonly Dictionary<(MerchantId Merchant, string RequestId), CancellationIntent> open = [];
    private readonly Dictionary<(StripeScope Scope, SubscriptionId Subscription), SubscriptionLedger> ledgers = [];

    internal CancellationIntent? Find(MerchantId merchant, string requestId) => all.GetValueOrDefault((merchant, requestId));

    internal SubscriptionLedger LedgerOf(StripeScope scope, SubscriptionId subscription) =>
        ledgers.GetValueOrDefault((scope, subscription)) ?? new SubscriptionLedger(scope, subscription, 0, []);

    internal IReadOnlyList<CancellationIntent> Due(MerchantId? merchant, DateTimeOffset dueBy, int limit) =>
    [
        .. open.Values.Where(intent => (merchant is null || merchant == intent.Scope.Merchant) && intent.DueAt <= dueBy)
            .OrderBy(intent => intent.DueAt).ThenBy(intent => intent.Scope.Merchant.Value, StringComparer.Ordinal)
            .ThenBy(intent => intent.RequestId, StringComparer.Ordinal).Take(limit),
    ];

    internal IReadOnlyList<CancellationIntent> Approvals(MerchantId merchant, int limit) =>
    [
        .. open.Values.Where(intent => intent.Scope.Merchant == merchant && (intent.State is CancellationState.NeedsApproval or CancellationState.AwaitingStripeApproval))
            .OrderBy(intent => intent.DueAt).ThenBy(intent => intent.RequestId, StringComparer.Ordinal).Take(limit),
    ];

    internal bool HasConflict(StoreBatch batch) =>
        (batch.Cancellation is { } cancellation && (Find(cancellation.Scope.Merchant, cancellation.RequestId)?.Version ?? 0) != cancellation.Version)
        || (batch.SubscriptionLedger is { } ledger && LedgerOf(ledger.Scope, ledger.Subscription).Version != ledger.Version);

    internal void Apply(StoreBatch batch)
    {
        if (batch.SubscriptionLedger is { } read)
        {
            var current = LedgerOf(read.Scope, read.Subscription);
            ledgers[(read.Scope, read.Subscription)] = current with { Version = current.Version + 1 };
        }

        if (batch.Cancellation is { } cancellation)
        {
            Apply(cancellation with { Version = cancellation.Version + 1 });
        }
    }

    private void Apply(CancellationIntent intent)
    {
        var id = (intent.Scope.Merchant, intent.RequestId);
        all[id] = intent;
        if (intent.DueAt is null)
        {
            open.Remove(id);
        }
        else
        {
            open[id] = intent;
        }

        var ledger = LedgerOf(intent.Scope, intent.Subscription);
        ledgers[(intent.Scope, intent.Subscription)] = ledger with
        {
            Cancellations =
            [
                .. ledger.Cancellations.Where(known => known.RequestId != intent.RequestId).Append(intent)
                    .OrderBy(known => known.CreatedAt).ThenBy(known => known.RequestId, StringComparer.Ordinal),
            ],
        };
    }
}
