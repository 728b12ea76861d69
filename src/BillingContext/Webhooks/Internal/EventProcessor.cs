using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Webhooks.Internal;

/// <summary>Deals with one event: reads anew what it is about, commits our own effects with the claim, then runs the handlers.</summary>
internal sealed class EventProcessor(
    IBillingStore store,
    AffectedRequestFinder requests,
    EventReading events,
    WebhookHandlers handlers,
    FeedHub hub,
    IContextInvalidation contexts,
    IRandomSource random,
    IOptionsMonitor<BillingContextOptions> options,
    TimeProvider time,
    ILogger<EventProcessor> logger)
{
    private static readonly TimeSpan HandlerMargin = TimeSpan.FromSeconds(30);

    /// <summary>Works on an event that nobody else holds. What cannot be read or stored throws, and nothing was done.</summary>
    /// <param name="receipt">As it is stored; of version 0 if it is not.</param>
    /// <param name="event">What was received.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="mostAttempts">After how many failures of handlers it is set aside.</param>
    /// <param name="cancellationToken">Stops; what was not finished is due again.</param>
    internal async Task<EventOutcome> ProcessAsync(
        WebhookReceipt receipt, ReceivedEvent @event, BillingChangeKind kind, int mostAttempts, CancellationToken cancellationToken)
    {
        var scope = receipt.Scope;
        var ours = await requests.FindAsync(scope, kind, @event, cancellationToken).ConfigureAwait(false);
        var read = await events.ReadAsync(scope, kind, @event, ours, cancellationToken).ConfigureAwait(false);

        var now = time.GetUtcNow();
        var hasHandlers = handlers.Exist(kind, @event.Type);
        var patience = options.CurrentValue.WebhookHandlerTimeout;
        var next = hasHandlers
            ? receipt.HoldUntil(now + patience + HandlerMargin) with { Event = @event, IsApplied = true }
            : receipt.Finish();

        // Our own effects belong to the first time; one that comes again only runs what handlers it must.
        var batch = receipt.IsApplied ? new StoreBatch { Receipt = next } : EventEffects.Of(next, read, @event, ours, now);
        if (await StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false) != StoreCommit.Applied)
        {
            return EventOutcome.Conflict;
        }

        contexts.Drop(scope, read.CustomerId, read.PaymentId);
        hub.Wake(scope.Merchant);
        return hasHandlers
            ? await HandleAsync(next with { Version = next.Version + 1 }, @event, read, patience, mostAttempts, cancellationToken).ConfigureAwait(false)
            : EventOutcome.Recorded;
    }

    /// <summary>What is recorded of a failure: which, and the type of the exception. Its message may hold anything.</summary>
    internal static string Describe(string code, Exception exception) => $"{code}: {exception.GetType().Name}";

    private async Task<EventOutcome> HandleAsync(
        WebhookReceipt held, ReceivedEvent @event, ReadChange read, TimeSpan patience, int mostAttempts, CancellationToken cancellationToken)
    {
        // A handler that hangs is told to stop, and left behind, before its lease ends and the event may come again.
        using var lease = new CancellationTokenSource(patience, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, cancellationToken);
        WebhookReceipt ended;
        try
        {
            await handlers.RunAsync(Told(held.Scope, @event), read, ends.Token).WaitAsync(ends.Token).ConfigureAwait(false);
            ended = held.Finish();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ended = held.Release(time.GetUtcNow());
        }
        catch (Exception exception)
        {
            var code = lease.IsCancellationRequested ? "handler.timed_out" : "handler.failed";
            ended = held.Fail(Describe(code, exception), isHandlers: true, mostAttempts, time.GetUtcNow(), random.NextDouble());
            logger.WebhookHandlerFailed(exception, @event.Type, @event.Id, held.Scope.Merchant, ended.Attempts);
        }

        // Done, or free for the next attempt: either way the lease ends now. If this is not recorded, the lease ends by itself.
        await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Receipt = ended }, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        return ended switch
        {
            { IsHandled: true } => EventOutcome.Handled,
            { SetAsideAt: not null } => EventOutcome.SetAside,
            _ => EventOutcome.Failed,
        };
    }

    private static WebhookEvent Told(StripeScope scope, ReceivedEvent @event) => new()
    {
        Id = @event.Id,
        Type = @event.Type,
        Scope = scope,
        CreatedAt = @event.CreatedAt,
        ApiVersion = @event.ApiVersion,
        ObjectType = @event.ObjectType,
        ObjectId = @event.ObjectId,
    };
}
