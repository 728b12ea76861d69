using System.Globalization;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BillingContext.AspNetCore.Internal;

/// <summary>
/// One connection, one watch. It ends when the browser leaves, when the host stops, and after a while, so that who may no longer see it is found out;
/// a browser comes again by itself, unless it was answered anything but 200.
/// </summary>
internal sealed class FeedEndpoint(
    Func<HttpContext, ValueTask<CustomerResolution?>> authorizeAsync,
    BillingFeedOptions options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger logger)
{
    /// <summary>A place that no store has come to: whoever watches from there is told that they missed something.</summary>
    private static readonly ChangeToken Nowhere = new(long.MaxValue);

    internal async Task SendAsync(HttpContext context)
    {
        if (await authorizeAsync(context).ConfigureAwait(false) is not { } customer || customer is { Customer: null, Payment: null })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-store";
        headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        using var expiry = new CancellationTokenSource(options.ReconnectAfter, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, expiry.Token);
        try
        {
            await WatchAsync(context, customer, end.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && end.IsCancellationRequested)
        {
            // As it should be.
        }
        catch (Exception exception) when (context.Response.HasStarted)
        {
            // The store is away, most likely. The browser comes again and loses nothing; an error answer would make it give up.
            logger.FeedEnded(exception, customer.Scope.Merchant);
        }
    }

    private async Task WatchAsync(HttpContext context, CustomerResolution customer, CancellationToken end)
    {
        var events = new EventWriter(context.Response.BodyWriter, options.Writer);
        await events.CommentAsync(end).ConfigureAwait(false);
        var feed = context.RequestServices.GetRequiredService<IBillingFeed>();
        var changes = feed.WatchAsync(customer, SinceOf(context.Request), end).GetAsyncEnumerator(end);
        await using (changes.ConfigureAwait(false))
        {
            var next = changes.MoveNextAsync().AsTask();
            try
            {
                while (true)
                {
                    await ((Task)next).WaitAsync(options.HeartbeatEvery, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    if (!next.IsCompleted)
                    {
                        await events.CommentAsync(end).ConfigureAwait(false);
                    }
                    else if (await next.ConfigureAwait(false))
                    {
                        await events.SendAsync(changes.Current, end).ConfigureAwait(false);
                        next = changes.MoveNextAsync().AsTask();
                    }
                    else
                    {
                        return;
                    }
                }
            }
            finally
            {
                // An enumerator may not be disposed while it moves; the end of the connection has moved it on.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static ChangeToken SinceOf(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last : (string?)request.Query["since"];
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? new ChangeToken(sequence) : Nowhere;
    }
}
