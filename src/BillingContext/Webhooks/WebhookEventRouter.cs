using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Subscriptions;
using BillingContext.Telemetry;
using BillingContext.Webhooks.Internal;
using Microsoft.Extensions.Logging;

namespace BillingContext.Webhooks;

/// <summary>Takes Stripe's webhooks: verifies, remembers, tells open conversations, settles our refunds, runs the host's handlers.</summary>
/// <remarks>Thread-safe. Whatever arrives gives a result; only cancellation throws. Answer Stripe with <see cref="WebhookRoutingResult.StatusCode"/>.</remarks>
public sealed class WebhookEventRouter
{
    private const int LargestBody = 256 * 1024;
    private const int LongestId = 255;
    private const int MostConflicts = 10;
    private static readonly TimeSpan HandlerLease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan HandlerMargin = TimeSpan.FromSeconds(30);

    private readonly IMerchantCredentialsProvider credentials;
    private readonly IBillingStore store;
    private readonly EventReading events;
    private readonly WebhookHandlers handlers;
    private readonly FeedHub hub;
    private readonly IContextInvalidation contexts;
    private readonly TimeProvider time;
    private readonly BillingMetrics metrics;
    private readonly ILogger<WebhookEventRouter> logger;

    internal WebhookEventRouter(
        IMerchantCredentialsProvider credentials,
        IBillingStore store,
        EventReading events,
        WebhookHandlers handlers,
        FeedHub hub,
        IContextInvalidation contexts,
        TimeProvider time,
        BillingMetrics metrics,
        ILogger<WebhookEventRouter> logger)
    {
        this.credentials = credentials;
        this.store = store;
        this.events = events;
        this.handlers = handlers;
        this.hub = hub;
        this.contexts = contexts;
        this.time = time;
        this.metrics = metrics;
        this.logger = logger;
    }

    /// <summary>Deals with one delivery.</summary>
    /// <param name="delivery">The raw body and the signature header.</param>
    /// <param name="cancellationToken">Stops; if handlers had not all run, Stripe should send the event again.</param>
    /// <returns>What became of it. An event is accepted only once it is recorded.</returns>
    public async Task<WebhookRoutingResult> RouteAsync(WebhookDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        WebhookRoutingResult result;
        try
        {
            result = await VerifyAsync(delivery, cancellationToken).ConfigureAwait(false);
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

    private async Task<WebhookRoutingResult> VerifyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Body.Length > LargestBody)
        {
            return Rejected("body.too_large");
        }

        if (await credentials.GetAsync(delivery.Merchant, cancellationToken).ConfigureAwait(false) is not { } merchant)
        {
            return Rejected("merchant.unknown");
        }

        var verdict = SignatureVerifier.Verify(delivery.Body.Span, delivery.Signature, merchant.WebhookSecrets, time.GetUtcNow());
        if (verdict != SignatureVerdict.Valid)
        {
            return Rejected(SignatureVerifier.CodeOf(verdict));
        }

        if (!EventReader.TryRead(delivery.Body.Span, out var envelope) || envelope.Id!.Length > LongestId || envelope.Type!.Length > LongestId)
        {
            return Rejected("body.not_an_event");
        }

        // Signed is not enough: one secret may serve an endpoint that hears of many accounts.
        if (envelope.Livemode != merchant.ReadKey.Livemode || envelope.Account != merchant.Account?.Value)
        {
            var code = envelope.Livemode != merchant.ReadKey.Livemode ? "event.wrong_mode" : "event.wrong_account";
            var entry = EventEffects.Rejection(merchant.Scope, code, in envelope, time.GetUtcNow());
            await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Audit = [entry] }, cancellationToken), cancellationToken).ConfigureAwait(false);
            return Rejected(code);
        }

        return EventKinds.Of(envelope.Type) is { } kind
            ? await RecordAsync(delivery, merchant.Scope, kind, envelope, cancellationToken).ConfigureAwait(false)
            : Result(WebhookRoutingStatus.Ignored, "event.not_relevant", envelope);
    }

    private async Task<WebhookRoutingResult> RecordAsync(
        WebhookDelivery delivery, StripeScope scope, BillingChangeKind kind, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var now = time.GetUtcNow();
            var known = await StoreErrors.TranslateAsync(store.GetWebhookReceiptAsync(scope, envelope.Id!, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (known is { IsHandled: true })
            {
                return Result(WebhookRoutingStatus.Duplicate, "event.duplicate", envelope);
            }

            if (known is not null && known.LeaseUntil > now)
            {
                return Result(WebhookRoutingStatus.Unavailable, "event.in_progress", envelope);
            }

            var intent = await IntentOfAsync(scope, envelope, cancellationToken).ConfigureAwait(false);
            var cancellation = await CancellationOfAsync(scope, kind, envelope, cancellationToken).ConfigureAwait(false);
            var read = await events.ReadAsync(scope, kind, envelope, intent, cancellation, cancellationToken).ConfigureAwait(false);
            var isHandled = !handlers.Exist(kind);
            var receipt = new WebhookReceipt
            {
                Scope = scope,
                EventId = envelope.Id!,
                Version = known?.Version ?? 0,
                ReceivedAt = known?.ReceivedAt ?? now,
                IsHandled = isHandled,
                LeaseUntil = isHandled ? default : now + HandlerLease,
            };

            // Our own effects belong to the first delivery; one that comes again only runs what handlers it must.
            var batch = known is null ? EventEffects.Of(receipt, read, in envelope, intent, cancellation, now) : new StoreBatch { Receipt = receipt };
            if (await StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false) == StoreCommit.Applied)
            {
                contexts.Drop(scope, read.Customer, read.PaymentId);
                hub.Wake(scope.Merchant);
                return isHandled
                    ? Result(WebhookRoutingStatus.Accepted, "event.recorded", envelope)
                    : await HandleAsync(delivery, receipt with { Version = receipt.Version + 1 }, read, envelope, cancellationToken).ConfigureAwait(false);
            }
        }

        return Result(WebhookRoutingStatus.Unavailable, "store.conflict", envelope);
    }

    private async Task<WebhookRoutingResult> HandleAsync(
        WebhookDelivery delivery, WebhookReceipt receipt, ReadChange read, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var @event = new WebhookEvent
        {
            Id = envelope.Id!,
            Type = envelope.Type!,
            Scope = receipt.Scope,
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(envelope.Created),
            ApiVersion = envelope.ApiVersion,
            ObjectType = envelope.ObjectType,
            ObjectId = envelope.ObjectId,
            Body = delivery.Body,
        };
        var isHandled = false;
        try
        {
            // A handler that hangs is told to stop, and left behind, before its lease ends and the event may come again.
            using var lease = new CancellationTokenSource(HandlerLease - HandlerMargin, time);
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, cancellationToken);
            await handlers.RunAsync(@event, read, ends.Token).WaitAsync(ends.Token).ConfigureAwait(false);
            isHandled = true;
        }
        catch (Exception exception)
        {
            logger.WebhookHandlerFailed(exception, envelope.Type, envelope.Id, receipt.Scope.Merchant);
        }

        // Done, or free for the next delivery: either way the lease ends now. If this is not recorded, the lease ends by itself.
        await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Receipt = receipt with { IsHandled = isHandled, LeaseUntil = default } }, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        return isHandled
            ? Result(WebhookRoutingStatus.Handled, "event.handled", envelope)
            : Result(WebhookRoutingStatus.Failed, "handler.failed", envelope);
    }

    /// <summary>The request of ours that an event about a refund is about.</summary>
    private async ValueTask<RefundIntent?> IntentOfAsync(StripeScope scope, EventEnvelope envelope, CancellationToken cancellationToken) =>
        envelope is { ObjectType: "refund", RequestId: { Length: > 0 } requestId, RequestMerchant: { } merchant } && merchant == scope.Merchant.Value
            ? await StoreErrors.TranslateAsync(store.GetRefundIntentAsync(scope.Merchant, requestId, cancellationToken), cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>The cancellation of ours that an event about its subscription may settle.</summary>
    private async ValueTask<CancellationIntent?> CancellationOfAsync(
        StripeScope scope, BillingChangeKind kind, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        if (kind != BillingChangeKind.Subscription || EventReading.IdOf(envelope.ObjectId, id => new SubscriptionId(id)) is not { } subscription)
        {
            return null;
        }

        var ledger = await StoreErrors.TranslateAsync(store.GetSubscriptionLedgerAsync(scope, subscription, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ledger.Cancellations.FirstOrDefault(known => known.IsOpen || known.State == CancellationState.AwaitingStripeApproval);
    }

    private static WebhookRoutingResult Rejected(string code) => new(WebhookRoutingStatus.Rejected, code);

    private static WebhookRoutingResult Result(WebhookRoutingStatus status, string code, in EventEnvelope envelope) =>
        new(status, code, envelope.Id, envelope.Type);
}
