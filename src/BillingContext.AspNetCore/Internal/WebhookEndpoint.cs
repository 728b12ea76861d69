using System.Buffers;
using System.IO.Pipelines;
using BillingContext.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.AspNetCore.Internal;

/// <summary>One route for Stripe's POSTs. Reads no more than a webhook can be, hands the raw bytes on, and answers a status and nothing else.</summary>
internal sealed class WebhookEndpoint(StripeWebhookOptions options, TimeProvider time, RefusedDeliveries refused)
{
    private const string MerchantParameter = "merchant";

    internal async Task AnswerAsync(HttpContext context)
    {
        try
        {
            context.Response.StatusCode = await ReceiveAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // Who sent it is gone, and if that was Stripe it sends it again. Nobody reads this status but the host's own log.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
    }

    private async Task<int> ReceiveAsync(HttpContext context)
    {
        // The server's own limit, too, so that it does not read on after the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = WebhookDelivery.LargestBody;
        }

        if (context.Request.ContentLength > WebhookDelivery.LargestBody)
        {
            return refused.Count("body.too_large", StatusCodes.Status413PayloadTooLarge);
        }

        var reader = context.Request.BodyReader;
        var (body, refusal) = await ReadAsync(reader, context.RequestAborted).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal.Value;
        }

        var answer = await VerifyAsync(context, body.IsSingleSegment ? body.First : body.ToArray()).ConfigureAwait(false);
        reader.AdvanceTo(body.End);
        return answer;
    }

    /// <summary>All of the body, or the status to refuse it with. One byte over the limit is enough to know.</summary>
    private async Task<(ReadOnlySequence<byte> Body, int? Refusal)> ReadAsync(PipeReader reader, CancellationToken aborted)
    {
        using var deadline = new CancellationTokenSource(options.BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, aborted);
        try
        {
            var read = await reader.ReadAtLeastAsync(WebhookDelivery.LargestBody + 1, either.Token).ConfigureAwait(false);
            if (read.Buffer.Length <= WebhookDelivery.LargestBody)
            {
                return (read.Buffer, null);
            }

            reader.AdvanceTo(read.Buffer.End);
            return (default, refused.Count("body.too_large", StatusCodes.Status413PayloadTooLarge));
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return (default, refused.Count("body.too_slow", StatusCodes.Status408RequestTimeout));
        }
        catch (BadHttpRequestException exception)
        {
            // The server's own limits struck first, or the body ended too early.
            return (default, exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => refused.Count("body.too_large", exception.StatusCode),
                StatusCodes.Status408RequestTimeout => refused.Count("body.too_slow", exception.StatusCode),
                _ => refused.Count("body.incomplete", StatusCodes.Status400BadRequest),
            });
        }
    }

    private async Task<int> VerifyAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var delivery = new WebhookDelivery(body, context.Request.Headers["Stripe-Signature"]);
        if (context.Request.RouteValues[MerchantParameter] is not string named)
        {
            delivery = delivery with { FindMerchant = true };
        }
        else if (MerchantOf(named) is { } merchant)
        {
            delivery = delivery with { Merchant = merchant };
        }
        else
        {
            // As for any merchant that nobody knows, and as for a wrong signature: a stranger learns no names here.
            return refused.Count("merchant.unknown", StatusCodes.Status400BadRequest);
        }

        var router = context.RequestServices.GetRequiredService<WebhookEventRouter>();
        var routing = options.AnswerAfterHandlers ? router.RouteAsync(delivery, context.RequestAborted) : router.ReceiveAsync(delivery, context.RequestAborted);
        return (await routing.ConfigureAwait(false)).StatusCode;
    }

    private static MerchantId? MerchantOf(string text)
    {
        try
        {
            return new MerchantId(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
