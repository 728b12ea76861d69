using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using BillingContext.Webhooks.Internal;
using Microsoft.Extensions.Logging;

namespace BillingContext.Webhooks;

/// <summary>Takes Stripe's webhooks: verifies, remembers, tells open conversations, settles our refunds, runs the host's handlers.</summary>
/// <remarks>
/// Thread-safe. Whatever arrives gives a result; only cancellation throws. Answer Stripe with <see cref="WebhookRoutingResult.StatusCode"/>.
/// <see cref="ReceiveAsync"/> answers as soon as the event is durable, and a host's background deals with it; <see cref="RouteAsync"/> deals with it
/// before it answers, for hosts that stop between requests. Both use one inbox, and may be mixed.
/// </remarks>
public sealed class WebhookEventRouter
{
    private const int MostConflicts = 10;

    private readonly DeliveryVerifier verifier;
    private readonly IBillingStore store;
    private readonly EventProcessor processor;
    private readonly WebhookInbox inbox;
    private readonly TimeProvider time;
    private readonly BillingMetrics metrics;
    private readonly ILogger<WebhookEventRouter> logger;

    internal WebhookEventRouter(
        DeliveryVerifier verifier,
        IBillingStore store,
        EventProcessor processor,
        WebhookInbox inbox,
        TimeProvider time,
        BillingMetrics metrics,
        ILogger<WebhookEventRouter> logger)
    {
        this.verifier = verifier;
        this.store = store;
        this.processor = processor;
        this.inbox = inbox;
        this.time = time;
        this.metrics = metrics;
        this.logger = logger;
    }

    /// <summary>Verifies one delivery and stores its event; <see cref="IWebhookInbox"/> deals with it.</summary>
    /// <remarks>In a host that happens at once. Where there is none, call <see cref="IWebhookInbox.SweepAsync"/>, or use <see cref="RouteAsync"/>.</remarks>
    /// <param name="delivery">The raw body and the signature header.</param>
    /// <param name="cancellationToken">Stops; Stripe should send the event again.</param>
    /// <returns>What became of it. An event is accepted only once it is durable.</returns>
    public Task<WebhookRoutingResult> ReceiveAsync(WebhookDelivery delivery, CancellationToken cancellationToken = default) =>
        AnswerAsync(delivery, StoreAsync, cancellationToken);

    /// <summary>Deals with one delivery before it answers.</summary>
    /// <param name="delivery">The raw body and the signature header.</param>
    /// <param name="cancellationToken">Stops; if handlers had not all run, Stripe should send the event again.</param>
    /// <returns>What became of it. An event is accepted only once it is recorded.</returns>
    public Task<WebhookRoutingResult> RouteAsync(WebhookDelivery delivery, CancellationToken cancellationToken = default) =>
        AnswerAsync(delivery, DealWithAsync, cancellationToken);

    private async Task<WebhookRoutingResult> AnswerAsync(
        WebhookDelivery delivery, Func<StripeScope, ReceivedEvent, BillingChangeKind, CancellationToken, Task<WebhookRoutingResult>> answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        WebhookRoutingResult result;
        try
        {
            var verified = await verifier.VerifyAsync(delivery, cancellationToken).ConfigureAwait(false);
            result = verified.Event is not { } @event ? new WebhookRoutingResult(WebhookRoutingStatus.Rejected, verified.Rejection!)
                : EventKinds.Of(@event.Type) is not { } kind ? Result(WebhookRoutingStatus.Ignored, "event.not_relevant", @event)
                : await answer(verified.Scope, @event, kind, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // Stripe, the store or the host's credentials are away: nothing is lost, because Stripe sends it again.
            logger.WebhookNotRecorded(exception, null, null, delivery.Merchant);
            result = new WebhookRoutingResult(WebhookRoutingStatus.Unavailable, exception is BillingException { Code: { } code } ? code : "host.failed");
        }

        metrics.WebhookRouted(result.Status.ToString());
        if (result.Status == WebhookRoutingStatus.Rejected)
        {
            logger.WebhookRejected(delivery.Merchant, result.Code);
        }
        else
        {
            logger.WebhookRouted(result.EventType, result.EventId, delivery.Merchant, result.Status);
        }

        return result;
    }

    private async Task<WebhookRoutingResult> StoreAsync(StripeScope scope, ReceivedEvent @event, BillingChangeKind kind, CancellationToken cancellationToken) =>
        await inbox.AddAsync(scope, @event, cancellationToken).ConfigureAwait(false) is { } known
            ? Known(known, @event)
            : Result(WebhookRoutingStatus.Accepted, "event.received", @event);

    private async Task<WebhookRoutingResult> DealWithAsync(StripeScope scope, ReceivedEvent @event, BillingChangeKind kind, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var now = time.GetUtcNow();
            var known = await FindAsync(scope, @event, cancellationToken).ConfigureAwait(false);
            if (known is { IsHandled: true } or { SetAsideAt: not null })
            {
                return Known(known, @event);
            }

            if (known is not null && known.IsHeldAt(now))
            {
                return Result(WebhookRoutingStatus.Unavailable, "event.in_progress", @event);
            }

            // Here Stripe is the one who gives up: it tries for three days.
            switch (await processor.ProcessAsync(known ?? WebhookReceipt.New(scope, @event, now), @event, kind, int.MaxValue, cancellationToken).ConfigureAwait(false))
            {
                case EventOutcome.Recorded:
                    return Result(WebhookRoutingStatus.Accepted, "event.recorded", @event);
                case EventOutcome.Handled:
                    return Result(WebhookRoutingStatus.Handled, "event.handled", @event);
                case EventOutcome.Failed:
                    inbox.Wake();
                    return Result(WebhookRoutingStatus.Failed, "handler.failed", @event);
            }
        }

        return Result(WebhookRoutingStatus.Unavailable, "store.conflict", @event);
    }

    private ValueTask<WebhookReceipt?> FindAsync(StripeScope scope, ReceivedEvent @event, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.GetWebhookReceiptAsync(scope, @event.Id, cancellationToken), cancellationToken);

    private static WebhookRoutingResult Known(WebhookReceipt known, ReceivedEvent @event) =>
        Result(WebhookRoutingStatus.Duplicate, known.SetAsideAt is null ? "event.duplicate" : "event.set_aside", @event);

    private static WebhookRoutingResult Result(WebhookRoutingStatus status, string code, ReceivedEvent @event) =>
        new(status, code, @event.Id, @event.Type);
}
