using BillingContext.Webhooks;

namespace BillingContext.Storage.Internal;

/// <summary>Received events in memory, by id, by age, and those that are still to be dealt with. Not thread-safe: the store's lock is.</summary>
internal sealed class ReceiptTable
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    private readonly Dictionary<(StripeScope Scope, string EventId), WebhookReceipt> all = [];
    private readonly Dictionary<(StripeScope Scope, string EventId), WebhookReceipt> open = [];
    private readonly Queue<WebhookReceipt> byAge = new();

    internal WebhookReceipt? Find(StripeScope scope, string eventId) => all.GetValueOrDefault((scope, eventId));

    internal IReadOnlyList<WebhookReceipt> Due(MerchantId? merchant, DateTimeOffset dueBy, int limit) =>
    [
        .. open.Values.Where(receipt => (merchant is null || merchant == receipt.Scope.Merchant) && receipt.DueAt <= dueBy)
            .OrderBy(receipt => receipt.DueAt).ThenBy(receipt => receipt.Scope.Merchant.Value, StringComparer.Ordinal)
            .ThenBy(receipt => receipt.EventId, StringComparer.Ordinal).Take(limit),
    ];

    internal IReadOnlyList<WebhookReceipt> SetAside(MerchantId merchant, int limit) =>
    [
        .. open.Values.Where(receipt => merchant == receipt.Scope.Merchant && receipt.SetAsideAt is not null)
            .OrderByDescending(receipt => receipt.SetAsideAt).ThenBy(receipt => receipt.EventId, StringComparer.Ordinal).Take(limit),
    ];

    internal WebhookBacklog Backlog()
    {
        var waiting = open.Values.Where(receipt => receipt.DueAt is not null).ToList();
        return new WebhookBacklog(waiting.Count, waiting.Count == 0 ? null : waiting.Min(receipt => receipt.ReceivedAt), open.Count - waiting.Count);
    }

    internal bool HasConflict(StoreBatch batch) =>
        batch.Receipt is { } receipt && (Find(receipt.Scope, receipt.EventId)?.Version ?? 0) != receipt.Version;

    internal void Apply(StoreBatch batch)
    {
        if (batch.Receipt is not { } written)
        {
            return;
        }

        var receipt = written with { Version = written.Version + 1 };
        var id = (receipt.Scope, receipt.EventId);
        all[id] = receipt;
        if (receipt.DueAt is null && receipt.SetAsideAt is null)
        {
            open.Remove(id);
        }
        else
        {
            open[id] = receipt;
        }

        if (receipt.Version == 1)
        {
            byAge.Enqueue(receipt);
        }

        while (byAge.TryPeek(out var oldest) && oldest.ReceivedAt < receipt.ReceivedAt - Kept)
        {
            byAge.Dequeue();
            all.Remove((oldest.Scope, oldest.EventId));
            open.Remove((oldest.Scope, oldest.EventId));
        }
    }
}
