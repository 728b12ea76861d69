using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Webhooks.Internal;

/// <summary>Takes up one event of the inbox: claims it by a versioned commit, so that no other node reads or handles it too.</summary>
internal sealed class InboxWork(
    IBillingStore store,
    EventProcessor processor,
    IRandomSource random,
    IOptionsMonitor<BillingContextOptions> options,
    TimeProvider time,
    BillingMetrics metrics,
    ILogger<InboxWork> logger)
{
    /// <summary>Longer than the reads of one event may take with all their attempts.</summary>
    private static readonly TimeSpan ReadingLease = TimeSpan.FromMinutes(5);
    private const int MostConflicts = 10;

    /// <summary>Takes it up, unless somebody else did. Never throws but for a store that is away: then the event is due when its lease ends.</summary>
    internal async Task<EventOutcome> TakeUpAsync(WebhookReceipt due, CancellationToken cancellationToken)
    {
        var claim = due.HoldUntil(time.GetUtcNow() + ReadingLease);
        if (await CommitAsync(claim, cancellationToken).ConfigureAwait(false) != StoreCommit.Applied)
        {
            return EventOutcome.Conflict;
        }

        var held = claim with { Version = claim.Version + 1 };
        EventOutcome outcome;
        try
        {
            outcome = await ProcessAsync(held, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CommitAsync(held.Release(time.GetUtcNow()), CancellationToken.None).ConfigureAwait(false);
            return EventOutcome.Conflict;
        }
        catch (Exception exception) when (exception is not BillingException { Code: "store.unavailable" })
        {
            outcome = await PutOffAsync(held, exception).ConfigureAwait(false);
        }

        if (outcome == EventOutcome.SetAside)
        {
            logger.WebhookSetAside(due.Event?.Type, due.EventId, due.Scope.Merchant);
        }

        metrics.WebhookProcessed(outcome.ToString());
        return outcome;
    }

    private async Task<EventOutcome> ProcessAsync(WebhookReceipt held, CancellationToken cancellationToken)
    {
        if (held.Event is not { } @event || EventKinds.Of(@event.Type) is not { } kind)
        {
            throw new BillingException("event.not_relevant", "The inbox holds an event of a type that this version does not know: a newer one stored it.");
        }

        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var outcome = await processor.ProcessAsync(held, @event, kind, options.CurrentValue.WebhookAttempts, cancellationToken).ConfigureAwait(false);
            if (outcome != EventOutcome.Conflict)
            {
                return outcome;
            }

            // Either our request changed meanwhile, and it is read again; or the event was taken from us, and is no longer ours.
            var now = await StoreErrors.TranslateAsync(store.GetWebhookReceiptAsync(held.Scope, held.EventId, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (now?.Version != held.Version)
            {
                return EventOutcome.Conflict;
            }
        }

        throw new BillingException("store.conflict", "What the event is about was written too often at once.");
    }

    private async Task<EventOutcome> PutOffAsync(WebhookReceipt held, Exception exception)
    {
        var code = exception is BillingException { Code: { } known } ? known : "host.failed";
        var failed = held.Fail(
            EventProcessor.Describe(code, exception), isHandlers: false, options.CurrentValue.WebhookAttempts, time.GetUtcNow(), random.NextDouble());
        logger.WebhookPutOff(exception, held.Event?.Type, held.EventId, held.Scope.Merchant, failed.Attempts);
        return await CommitAsync(failed, CancellationToken.None).ConfigureAwait(false) != StoreCommit.Applied ? EventOutcome.Conflict
            : failed.SetAsideAt is null ? EventOutcome.Failed
            : EventOutcome.SetAside;
    }

    private ValueTask<StoreCommit> CommitAsync(WebhookReceipt receipt, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Receipt = receipt }, cancellationToken), cancellationToken);
}
