using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Webhooks.Internal;

/// <summary>The inbox, as the store keeps it.</summary>
internal sealed class WebhookInbox(
    IBillingStore store,
    IStripeAdapter stripe,
    IMerchantCredentialsProvider credentials,
    InboxWork work,
    Promises promises,
    IOptionsMonitor<BillingContextOptions> options,
    TimeProvider time,
    ILogger<WebhookInbox> logger)
    : IWebhookInbox
{
    private const int MostConflicts = 10;
    private const int LongestList = 1_000;

    private readonly Bell arrivals = new(promises);

    public async Task<WebhookSweep> SweepAsync(CancellationToken cancellationToken = default)
    {
        var swept = await new InboxRun(store, work, new Bell(promises), options, time, isEndless: false).RunAsync(cancellationToken, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return swept;
    }

    public async Task<WebhookCatchUp> CatchUpAsync(MerchantId merchant, DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        var known = await credentials.GetAsync(merchant, cancellationToken).ConfigureAwait(false) ?? throw BillingException.UnknownMerchant(merchant);
        var found = default(WebhookCatchUp);
        string? last = null;
        StripePage<ReceivedEvent> page;
        do
        {
            page = await stripe.ListEventsAsync(known.Scope, since, last, cancellationToken).ConfigureAwait(false);
            foreach (var @event in page.Items.Where(@event => @event.IsWhole && EventKinds.Of(@event.Type) is not null))
            {
                var before = await AddAsync(known.Scope, @event, cancellationToken).ConfigureAwait(false);
                found = before is null ? found with { Received = found.Received + 1 } : found with { Known = found.Known + 1 };
            }

            found = found with { Listed = found.Listed + page.Items.Count };
            last = page.Items.Count > 0 ? page.Items[^1].Id : null;
        }
        while (page.HasMore && last is not null);

        logger.WebhooksCaughtUp(merchant, since, found.Received, found.Listed);
        return found;
    }

    public async Task<WebhookBacklog> GetBacklogAsync(CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(store.GetWebhookBacklogAsync(cancellationToken), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<WebhookReceipt>> ListWaitingAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(
            store.ListDueWebhooksAsync(merchant, DateTimeOffset.MaxValue, LongestList, cancellationToken), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<WebhookReceipt>> ListSetAsideAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(store.ListSetAsideWebhooksAsync(merchant, LongestList, cancellationToken), cancellationToken).ConfigureAwait(false);

    public async Task<bool> ReplayAsync(StripeScope scope, string eventId, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventId);
        ArgumentNullException.ThrowIfNull(by);
        var now = time.GetUtcNow();
        var known = await StoreErrors.TranslateAsync(store.GetWebhookReceiptAsync(scope, eventId, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (known is not { IsHandled: false, Event: not null } || known.IsHeldAt(now))
        {
            return false;
        }

        var entry = new AuditEntry { Scope = scope, At = now, Action = AuditActions.WebhookReplayed, Actor = by, EventId = eventId };
        var batch = new StoreBatch { Receipt = known.Replay(now), Audit = [entry] };
        if (await StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false) != StoreCommit.Applied)
        {
            return false;
        }

        logger.WebhookReplayed(known.Event.Type, eventId, scope.Merchant);
        Wake();
        return true;
    }

    /// <summary>Makes an event durable, and due.</summary>
    /// <returns>The receipt of one that was received before; null if it is new.</returns>
    internal async Task<WebhookReceipt?> AddAsync(StripeScope scope, ReceivedEvent @event, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            // Most events are new: only one that is not costs a read.
            var now = time.GetUtcNow();
            var known = conflicts == 0
                ? null
                : await StoreErrors.TranslateAsync(store.GetWebhookReceiptAsync(scope, @event.Id, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (known is not null && (known.IsHandled || known.DueAt is not null || known.SetAsideAt is not null))
            {
                return known;
            }

            // A row without a time was made by a version that had no inbox.
            var receipt = known is null ? WebhookReceipt.New(scope, @event, now) : known with { Event = @event, DueAt = known.IsHeldAt(now) ? known.LeaseUntil : now };
            if (await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Receipt = receipt }, cancellationToken), cancellationToken).ConfigureAwait(false) == StoreCommit.Applied)
            {
                Wake();
                return null;
            }
        }

        throw new BillingException("store.conflict", $"Event {@event.Id} could not be stored: others kept writing it.");
    }

    /// <summary>Something came: whoever works through the inbox on this node need not wait for the clock.</summary>
    internal void Wake() => arrivals.Ring();

    /// <summary>Works on and on; throws when the store is away. One at a time: there is one bell.</summary>
    internal Task RunAsync(CancellationToken stop, CancellationToken abort) =>
        new InboxRun(store, work, arrivals, options, time, isEndless: true).RunAsync(stop, abort);
}
