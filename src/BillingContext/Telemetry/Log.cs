using Microsoft.Extensions.Logging;

namespace BillingContext.Telemetry;

/// <summary>Everything the package logs: ids, codes and amounts, never e-mails, names, notes or payloads. 10x refunds, 11x cancellations, 12x the vault, 2xx webhooks.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Refund {RequestId} of {Payment} for {Scope} by {Actor}: {State} ({Codes})", EventName = "RefundDecided")]
    internal static partial void RefundDecided(this ILogger logger, string requestId, PaymentId payment, StripeScope scope, Actor actor, Refunds.RefundState state, string codes);

    [LoggerMessage(101, LogLevel.Information, "Refund {RequestId} for {Scope} came to {State} ({Refund}, {Code})", EventName = "RefundOutcome")]
    internal static partial void RefundOutcome(this ILogger logger, string requestId, StripeScope scope, Refunds.RefundState state, RefundId? refund, string? code);

    [LoggerMessage(102, LogLevel.Warning, "The outcome of refund {RequestId} for {Scope} is unknown: {Code}. It is being found out", EventName = "RefundUnknown")]
    internal static partial void RefundUnknown(this ILogger logger, Exception? exception, string requestId, StripeScope scope, string code);

    [LoggerMessage(103, LogLevel.Error, "Refund {RequestId} for {Scope} came to {State} at Stripe, but that could not be recorded", EventName = "RefundNotRecorded")]
    internal static partial void RefundNotRecorded(this ILogger logger, Exception exception, string requestId, StripeScope scope, Refunds.RefundState state);

    [LoggerMessage(104, LogLevel.Warning, "Refund {RequestId} for {Scope} could not be looked at; it is looked at again later", EventName = "RefundNotSeen")]
    internal static partial void RefundNotSeen(this ILogger logger, Exception exception, string requestId, StripeScope scope);

    [LoggerMessage(105, LogLevel.Error, "Refund {RequestId} for {Scope} needs a person: since {Since} nobody could find out whether it was made ({Code})", EventName = "RefundNeedsHuman")]
    internal static partial void RefundNeedsHuman(this ILogger logger, string requestId, StripeScope scope, DateTimeOffset since, string? code);

    [LoggerMessage(106, LogLevel.Error, "The refunds that are due could not be looked at; they are looked at again in a while", EventName = "SweepFailed")]
    internal static partial void SweepFailed(this ILogger logger, Exception exception);

    [LoggerMessage(107, LogLevel.Warning, "What is stopped for {Merchant} is now {Stopped} (by {Actor})", EventName = "MerchantSwitched")]
    internal static partial void MerchantSwitched(this ILogger logger, MerchantId merchant, StoppedActions? stopped, Actor actor);

    [LoggerMessage(110, LogLevel.Information, "Cancellation {RequestId} of {Subscription} for {Scope} by {Actor}: {State} ({Codes})", EventName = "CancellationDecided")]
    internal static partial void CancellationDecided(this ILogger logger, string requestId, SubscriptionId subscription, StripeScope scope, Actor actor, Subscriptions.CancellationState state, string codes);

    [LoggerMessage(111, LogLevel.Information, "Cancellation {RequestId} for {Scope} came to {State} (ends {EndsAt}, {Code})", EventName = "CancellationOutcome")]
    internal static partial void CancellationOutcome(this ILogger logger, string requestId, StripeScope scope, Subscriptions.CancellationState state, DateTimeOffset? endsAt, string? code);

    [LoggerMessage(112, LogLevel.Warning, "The outcome of cancellation {RequestId} for {Scope} is unknown: {Code}. It is being found out", EventName = "CancellationUnknown")]
    internal static partial void CancellationUnknown(this ILogger logger, Exception? exception, string requestId, StripeScope scope, string code);

    [LoggerMessage(113, LogLevel.Error, "Cancellation {RequestId} for {Scope} came to {State} at Stripe, but that could not be recorded", EventName = "CancellationNotRecorded")]
    internal static partial void CancellationNotRecorded(this ILogger logger, Exception exception, string requestId, StripeScope scope, Subscriptions.CancellationState state);

    [LoggerMessage(114, LogLevel.Warning, "Cancellation {RequestId} for {Scope} could not be looked at; it is looked at again later", EventName = "CancellationNotSeen")]
    internal static partial void CancellationNotSeen(this ILogger logger, Exception exception, string requestId, StripeScope scope);

    [LoggerMessage(115, LogLevel.Error, "Cancellation {RequestId} for {Scope} needs a person: since {Since} nobody could find out what became of it or of its refund ({Code})", EventName = "CancellationNeedsHuman")]
    internal static partial void CancellationNeedsHuman(this ILogger logger, string requestId, StripeScope scope, DateTimeOffset since, string? code);

    [LoggerMessage(116, LogLevel.Warning, "Cancellation {RequestId} for {Scope} happened, but its refund could not be asked for; it is asked for again", EventName = "CancellationRefundDue")]
    internal static partial void CancellationRefundDue(this ILogger logger, Exception exception, string requestId, StripeScope scope);

    [LoggerMessage(120, LogLevel.Information, "The vault of {Scope}: {Action} ({Kind}) by {Actor}", EventName = "VaultChanged")]
    internal static partial void VaultChanged(this ILogger logger, StripeScope scope, string action, Vault.SecretKind kind, Actor actor);

    [LoggerMessage(121, LogLevel.Warning, "An event is of {Scope} and of {Other} alike, so it is nobody's. Give each merchant a webhook path of its own", EventName = "MerchantsAlike")]
    internal static partial void MerchantsAlike(this ILogger logger, StripeScope scope, StripeScope other);

    [LoggerMessage(200, LogLevel.Warning, "Webhook for {Merchant} rejected: {Code}", EventName = "WebhookRejected")]
    internal static partial void WebhookRejected(this ILogger logger, MerchantId merchant, string code);

    [LoggerMessage(201, LogLevel.Information, "Webhook {EventType} {EventId} for {Merchant}: {Status}", EventName = "WebhookRouted")]
    internal static partial void WebhookRouted(this ILogger logger, string? eventType, string? eventId, MerchantId merchant, Webhooks.WebhookRoutingStatus status);

    [LoggerMessage(202, LogLevel.Error, "A handler of webhook {EventType} {EventId} for {Merchant} failed for the {Attempts}. time", EventName = "WebhookHandlerFailed")]
    internal static partial void WebhookHandlerFailed(this ILogger logger, Exception exception, string? eventType, string? eventId, MerchantId merchant, int attempts);

    [LoggerMessage(203, LogLevel.Error, "Webhook {EventType} {EventId} for {Merchant} could not be recorded; Stripe will send it again", EventName = "WebhookNotRecorded")]
    internal static partial void WebhookNotRecorded(this ILogger logger, Exception exception, string? eventType, string? eventId, MerchantId merchant);

    [LoggerMessage(204, LogLevel.Warning, "Webhook {EventType} {EventId} for {Merchant} could not be dealt with for the {Attempts}. time; it is tried again later", EventName = "WebhookPutOff")]
    internal static partial void WebhookPutOff(this ILogger logger, Exception exception, string? eventType, string? eventId, MerchantId merchant, int attempts);

    [LoggerMessage(205, LogLevel.Error, "Webhook {EventType} {EventId} for {Merchant} failed too often and is set aside until somebody replays it", EventName = "WebhookSetAside")]
    internal static partial void WebhookSetAside(this ILogger logger, string? eventType, string? eventId, MerchantId merchant);

    [LoggerMessage(206, LogLevel.Information, "Webhook {EventType} {EventId} for {Merchant} is replayed", EventName = "WebhookReplayed")]
    internal static partial void WebhookReplayed(this ILogger logger, string? eventType, string? eventId, MerchantId merchant);

    [LoggerMessage(207, LogLevel.Error, "The inbox could not be worked through; it is tried again in a while", EventName = "InboxFailed")]
    internal static partial void InboxFailed(this ILogger logger, Exception exception);

    [LoggerMessage(208, LogLevel.Warning, "What other nodes recorded could not be read; it is tried again in a moment", EventName = "ChangesNotRead")]
    internal static partial void ChangesNotRead(this ILogger logger, Exception exception);

    [LoggerMessage(209, LogLevel.Information, "Webhooks of {Merchant} since {Since}: {Received} of {Listed} events had been missed", EventName = "WebhooksCaughtUp")]
    internal static partial void WebhooksCaughtUp(this ILogger logger, MerchantId merchant, DateTimeOffset since, int received, int listed);
}
