using Microsoft.Extensions.Logging;

namespace BillingContext.AspNetCore.Internal;

/// <summary>Everything the package logs: codes and ids, never a body, a header or a query. 25x webhooks and feeds.</summary>
internal static partial class Log
{
    [LoggerMessage(250, LogLevel.Warning, "Webhook refused before its signature was looked at: {Code}", EventName = "WebhookRefused")]
    internal static partial void WebhookRefused(this ILogger logger, string code);

    [LoggerMessage(251, LogLevel.Warning, "A billing feed of {Merchant} ended because it could not be read; the browser comes again", EventName = "BillingFeedEnded")]
    internal static partial void FeedEnded(this ILogger logger, Exception exception, MerchantId merchant);
}
