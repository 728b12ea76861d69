using BillingContext.Refunds;

namespace BillingContext.Storage.Internal;

/// <summary>Refund requests in memory, by request, by payment, and those that are due. Not thread-safe: the store's lock is.</summary>
internal sealed class RefundTable
{
    private readonly Dictionary<(MerchantId Merchant, string RequestId), RefundIntent> all = [];
    private readonly Dictionary<(MerchantId Merchant, string RequestId), RefundIntent> open = [];
    private readonly Dictionary<(StripeScope Scope, PaymentId Payment), PaymentLedger> ledgers = [];

    internal RefundIntent? Find(MerchantId merchant, string requestId) => all.GetValueOrDefault((merchant, requestId));

    internal PaymentLedger LedgerOf(StripeScope scope, PaymentId payment) =>
        ledgers.GetValueOrDefault((scope, payment)) ?? new PaymentLedger(scope, payment, 0, []);

    internal IReadOnlyList<RefundIntent> Due(MerchantId? merchant, DateTimeOffset dueBy, int limit) =>
    [
        .. open.Values.Where(intent => (merchant is null || merchant == intent.Scope.Merchant) && intent.DueAt <= dueBy)
            .OrderBy(intent => intent.DueAt).ThenBy(intent => intent.Scope.Merchant.Value, StringComparer.Ordinal)
            .ThenBy(intent => intent.RequestId, StringComparer.Ordinal).Take(limit),
    ];

    internal IReadOnlyList<RefundIntent> Approvals(MerchantId merchant, int limit) =>
    [
        .. open.Values.Where(intent => intent.Scope.Merchant == merchant && (intent.State is RefundState.NeedsApproval or RefundState.AwaitingStripeApproval))
            .OrderBy(intent => intent.DueAt).ThenBy(intent => intent.RequestId, StringComparer.Ordinal).Take(limit),
    ];

    internal IReadOnlyList<RefundIntent> Since(StripeScope scope, DateTimeOffset since) =>
        [.. all.Values.Where(intent => intent.Scope == scope && intent.CreatedAt > since)];

    internal bool HasConflict(StoreBatch batch) =>
        (batch.Intent is { } intent && (Find(intent.Scope.Merchant, intent.RequestId)?.Version ?? 0) != intent.Version)
        || (batch.Ledger is { } ledger && LedgerOf(ledger.Scope, ledger.Payment).Version != ledger.Version);

    internal void Apply(StoreBatch batch)
    {
        if (batch.Ledger is { } read)
        {
            var current = LedgerOf(read.Scope, read.Payment);
            ledgers[(read.Scope, read.Payment)] = current with { Version = current.Version + 1 };
        }

        if (batch.Intent is { } intent)
        {
            Apply(intent with { Version = intent.Version + 1 });
        }
    }

    private void Apply(RefundIntent intent)
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
}
