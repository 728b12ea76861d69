using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Webhooks.Internal;

/// <summary>The inbox, as the store keeps it.</summary>
internal sealed class WebhookInbox(
    IBillingStore store, InboxWork work, Promises promises, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, ILogger<WebhookInbox> logger)
    : IWebhookInbox
{
    private const int LongestList = 1_000;

    private readonly Bell arrivals = new(promises);

    public async Task<WebhookSweep> SweepAsync(CancellationToken cancellationToken = default)
    {
        var swept = await new InboxRun(store, work, new Bell(promises), options, time, isEndless: false).RunAsync(cancellationToken, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return swept;
    }

    public async Task<WebhookBacklog> GetBacklogAsync(CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(store.GetWebhookBacklogAsync(cancellationToken), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<WebhookReceipt>> ListWaitingAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(
            store.ListDueWebhooksAsync(merchant, DateTimeOffset.MaxValue, LongestList, cancellationToken), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<WebhookReceipt>> ListSetAsideAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(store.ListSetAsideWebhooksAsync(merchant, LongestList, cancellationToken), cancellationToken).ConfigureAwait(false);

    public async Task<bool> ReplayAsync(StripeScope scope, string eventId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventId);
        var now = time.GetUtcNow();
        var known = await StoreErrors.TranslateAsync(store.GetWebhookReceiptAsync(scope, eventId, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (known is not { IsHandled: false, Event: not null } || known.IsHeldAt(now)
            || await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Receipt = known.Replay(now) }, cancellationToken), cancellationToken).ConfigureAwait(false) != StoreCommit.Applied)
        {
            return false;
        }

        logger.WebhookReplayed(known.Event.Type, eventId, scope.Merchant);
        Wake();
        return true;
    }

    /// <summary>Something came: whoever works through the inbox on this node need not wait for the clock.</summary>
    internal void Wake() => arrivals.Ring();

    /// <summary>Works on and on; throws when the store is away. One at a time: there is one bell.</summary>
    internal Task RunAsync(CancellationToken stop, CancellationToken abort) =>
        new InboxRun(store, work, arrivals, options, time, isEndless: true).RunAsync(stop, abort);
}
