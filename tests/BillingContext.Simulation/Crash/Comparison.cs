using BillingContext.Audit;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Simulation.Crash.Child;
using BillingContext.Simulation.Crash.Worlds;
using BillingContext.Storage;
using BillingContext.Subscriptions;
using BillingContext.Testing;

namespace BillingContext.Simulation.Crash;

/// <summary>Holds what Stripe has against what the store and its audit log say.</summary>
internal sealed class Comparison(CrashWorld world)
{
    private const int PageSize = 1_000;

    private readonly AuditChain chain = new(BillingContext.AuditKey.Parse(ChildHost.AuditKey));
    private readonly Dictionary<string, long> recorded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditEntry> outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditEntry> endings = new(StringComparer.Ordinal);
    private readonly HashSet<string> approved = new(StringComparer.Ordinal);
    private AuditAnchor tail = AuditAnchor.Start;

    internal Verdict Verdict { get; } = new();

    /// <summary>What the next process will find.</summary>
    internal Situation Situation { get; private set; } = Situation.Idle;

    /// <summary>What must hold at every moment: right after a death too, before anybody put anything in order.</summary>
    internal async Task LookAsync(string after)
    {
        var address = world.Store.Look();
        await using var source = address.Open();
        var store = address.StoreOn(source, chain);
        await ReadAuditAsync(store);
        var due = await store.ListOpenRefundsAsync(null, DateTimeOffset.MaxValue, PageSize, CancellationToken.None);
        var ending = await store.ListOpenCancellationsAsync(null, DateTimeOffset.MaxValue, PageSize, CancellationToken.None);
        Situation = SituationOf([
            .. due.Where(intent => intent.State is RefundState.InProgress or RefundState.Unknown or RefundState.NeedsHuman).Select(intent => intent.RequestId),
            .. ending.Where(intent => intent.IsOpen || intent.OwesRefund).Select(intent => intent.RequestId),
        ]);
        foreach (var ask in world.Asked.Where(ask => world.Deed == Deed.Cancellation && world.HasEnded(ask) && !recorded.ContainsKey(ask.RequestId)))
        {
            Verdict.Unaudited(ask.RequestId, $"its subscription ended, and not a line says that it would, {after}");
        }

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

            if (world.Deed == Deed.Approval && !approved.Contains(request))
            {
                Verdict.Unaudited(request, $"refunded, and not a line says that somebody approved it, {after}");
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
        if (world.Deed == Deed.Cancellation)
        {
            await CloseCancellationsAsync(store, atStripe);
        }

        foreach (var request in world.Asked.Select(world.RefundOf).Union(atStripe.Keys))
        {
            var intent = await store.GetRefundIntentAsync(MerchantId.Default, request, CancellationToken.None);
            var refund = atStripe.GetValueOrDefault(request);
            var expected = refund is null ? (RefundState?)null : StateOf(refund);
            if (refund is not null && (intent is null || intent.State != expected || intent.Refund?.Value != refund.Id))
            {
                var record = intent is null ? "nothing" : $"{intent.State} {intent.Refund}";
                Verdict.Lost(request, $"Stripe has {refund.Id}, {refund.Status}; the store says {record}");
            }
            else if (refund is null && intent is not null and not { State: RefundState.Refused or RefundState.NeedsApproval, Refund: null })
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

    /// <summary>A subscription that ended is on record as ended, with a line for it; one that goes on, as refused. Nobody pays back for one that goes on.</summary>
    private async Task CloseCancellationsAsync(IBillingStore store, Dictionary<string, SimulatedRefund> atStripe)
    {
        foreach (var ask in world.Asked)
        {
            var request = ask.RequestId;
            var intent = await store.GetCancellationAsync(MerchantId.Default, request, CancellationToken.None);
            var hasEnded = world.HasEnded(ask);
            if (hasEnded ? intent is not { State: CancellationState.Canceled, OwesRefund: false } : intent is not (null or { State: CancellationState.Refused }))
            {
                Verdict.Lost(request, $"{(hasEnded ? "ended" : "goes on")}; the store says {intent?.State} with {intent?.Refund}");
            }

            if (hasEnded && !(endings.TryGetValue(request, out var ended) && ended.Sequence > recorded.GetValueOrDefault(request, long.MaxValue)))
            {
                Verdict.Unaudited(request, "ended, and not a line says in the end that it did");
            }

            if (!hasEnded && atStripe.ContainsKey(world.RefundOf(ask)))
            {
                Verdict.Lost(request, "goes on, and was paid back");
            }
        }
    }

    private Situation SituationOf(HashSet<string> open)
    {
        var refunded = Refunds().Select(refunds => refunds.Key).ToHashSet(StringComparer.Ordinal);
        var asks = world.Asked.Where(ask => open.Contains(ask.RequestId) || open.Contains(world.RefundOf(ask))).ToList();
        return asks.Count == 0 ? Situation.Idle
            : asks.Exists(ask => refunded.Contains(world.RefundOf(ask))) ? Situation.Landed
            : world.Deed == Deed.Cancellation && asks.Exists(world.HasEnded) ? Situation.Half
            : Situation.NotSent;
    }

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
            case AuditActions.RefundRecorded or AuditActions.CancellationRecorded:
                recorded.TryAdd(entry.RequestId!, entry.Sequence);
                break;
            case AuditActions.RefundOutcome or AuditActions.RefundStatusChanged:
                outcomes[entry.RequestId!] = entry;
                break;
            case AuditActions.CancellationOutcome:
                endings[entry.RequestId!] = entry;
                break;
            case AuditActions.ApprovalGiven:
                approved.Add(entry.RequestId!);
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
