using BillingContext.Audit;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Simulation.Crash.Child;
using BillingContext.Simulation.Crash.Worlds;
using BillingContext.Storage;
using BillingContext.Testing;

namespace BillingContext.Simulation.Crash;

/// <summary>Holds what Stripe has against what the store and its audit log say.</summary>
internal sealed class Comparison(CrashWorld world)
{
    private const int PageSize = 1_000;

    private readonly AuditChain chain = new(BillingContext.AuditKey.Parse(ChildHost.AuditKey));
    private readonly Dictionary<string, long> recorded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditEntry> outcomes = new(StringComparer.Ordinal);
    private AuditAnchor tail = AuditAnchor.Start;

    internal Verdict Verdict { get; } = new();

    /// <summary>Requests nobody knows the outcome of.</summary>
    internal IReadOnlyList<RefundIntent> Open { get; private set; } = [];

    /// <summary>What must hold at every moment: right after a death too, before anybody put anything in order.</summary>
    internal async Task LookAsync(string after)
    {
        var address = world.Store.Look();
        await using var source = address.Open();
        var store = address.StoreOn(source, chain);
        await ReadAuditAsync(store);
        var due = await store.ListOpenRefundsAsync(null, DateTimeOffset.MaxValue, PageSize, CancellationToken.None);
        Open = [.. due.Where(intent => intent.State is RefundState.InProgress or RefundState.Unknown or RefundState.NeedsHuman)];
        foreach (var refunds in Refunds())
        {
            var request = refunds.Key;
            if (refunds.Count() > 1)
            {
                Verdict.Doubled(request, $"{refunds.Count()} refunds at Stripe, {after}");
            }

            if (!recorded.ContainsKey(request))
            {
                Verdict.Unaudited(request, $"refunded, and not a line says that it would be, {after}");
                Verdict.Lost(request, $"refunded, and not on record, {after}");
            }
        }
    }

    /// <summary>What must hold in the end, besides.</summary>
    internal async Task CloseAsync()
    {
        await LookAsync("in the end");
        var address = world.Store.Look();
        await using var source = address.Open();
        var store = address.StoreOn(source, chain);
        var atStripe = Refunds().ToDictionary(refunds => refunds.Key, refunds => refunds.First());
        foreach (var request in world.Asked.Select(ask => ask.RequestId).Union(atStripe.Keys))
        {
            var intent = await store.GetRefundIntentAsync(MerchantId.Default, request, CancellationToken.None);
            var refund = atStripe.GetValueOrDefault(request);
            var expected = refund is null ? (RefundState?)null : StateOf(refund);
            if (refund is not null && (intent is null || intent.State != expected || intent.Refund?.Value != refund.Id))
            {
                var record = intent is null ? "nothing" : $"{intent.State} {intent.Refund}";
                Verdict.Lost(request, $"Stripe has {refund.Id}, {refund.Status}; the store says {record}");
            }
            else if (refund is null && intent is not null and not { State: RefundState.Refused, Refund: null })
            {
                Verdict.Lost(request, $"Stripe has no refund; the store says {intent.State} {intent.Refund}");
            }

            if (refund is not null
                && !(outcomes.TryGetValue(request, out var outcome) && outcome.Sequence > recorded.GetValueOrDefault(request, long.MaxValue)
                    && outcome.State == expected && outcome.Refund?.Value == refund.Id))
            {
                Verdict.Unaudited(request, $"Stripe has {refund.Id}, {refund.Status}; the log says in the end: {outcome}");
            }
        }
    }

    /// <summary>What Stripe has of ours, by request.</summary>
    internal IEnumerable<IGrouping<string, SimulatedRefund>> Refunds() => world.Stripe.Account.Refunds
        .Where(refund => refund.Metadata.ContainsKey(Refund.RequestIdMetadataKey))
        .GroupBy(refund => refund.Metadata[Refund.RequestIdMetadataKey], StringComparer.Ordinal);

    private async Task ReadAuditAsync(IBillingStore store)
    {
        while (await store.ReadAuditAsync(MerchantId.Default, tail.Sequence, PageSize, CancellationToken.None) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
            {
                if (!chain.Follows(MerchantId.Default, tail, line))
                {
                    Verdict.Unaudited($"line {line.Sequence}", "the chain is broken");
                }

                tail = line.Anchor;
                Take(line.Read());
            }
        }
    }

    private void Take(AuditEntry entry)
    {
        switch (entry.Action)
        {
            case AuditActions.RefundRecorded:
                recorded.TryAdd(entry.RequestId!, entry.Sequence);
                break;
            case AuditActions.RefundOutcome or AuditActions.RefundStatusChanged:
                outcomes[entry.RequestId!] = entry;
                break;
        }
    }

    private static RefundState StateOf(SimulatedRefund refund) => refund.Status switch
    {
        "succeeded" => RefundState.Succeeded,
        "pending" => RefundState.Pending,
        "requires_action" => RefundState.RequiresAction,
        "failed" => RefundState.Failed,
        "canceled" => RefundState.Canceled,
        var other => throw new InvalidOperationException(other),
    };
}
