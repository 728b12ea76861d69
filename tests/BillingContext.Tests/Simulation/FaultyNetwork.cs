using System.Net;

namespace BillingContext.Tests.Simulation;

/// <summary>One node's way to Stripe: every exchange takes two steps, and requests and answers get lost, late, or turned into errors.</summary>
internal sealed class FaultyNetwork(World world, string node, HttpMessageHandler stripe, double faults) : HttpMessageHandler
{
    private readonly HttpMessageInvoker invoker = new(stripe, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = $"{node} {request.Method} {request.RequestUri!.AbsolutePath}";
        await world.StepAsync($"{name} leaves").ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Method == HttpMethod.Post && world.HasFollowed && world.Happens(faults))
        {
            // The worst moment for a refusal: while an earlier request may still land.
            world.Note($"{name} is answered 403");
            return Refusal(HttpStatusCode.Forbidden);
        }

        if (!world.Happens(faults))
        {
            return await ExchangeAsync(request, name, cancellationToken).ConfigureAwait(false);
        }

        // Late arrivals and refusals come more often: it is their meeting that other designs get wrong.
        switch (world.Pick(12))
        {
            case 0:
                world.Note($"{name} is lost");
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case 1:
                world.Note($"{name} hangs");
                await Task.Delay(TimeSpan.FromHours(1), world.Time, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case 2 or 8 or 9:
                world.Note($"{name} will arrive late");
                world.Follow(ArriveLateAsync(await CopyAsync(request).ConfigureAwait(false), name));
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case 3:
                using (await ExchangeAsync(request, name, cancellationToken).ConfigureAwait(false))
                {
                    world.Note($"{name} loses its answer");
                    throw new HttpRequestException(HttpRequestError.ResponseEnded);
                }

            case 4:
                using (await ExchangeAsync(request, name, cancellationToken).ConfigureAwait(false))
                {
                    world.Note($"{name} is done, and answered 500");
                    return new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("{}") };
                }

            case 5 or 10 or 11:
                world.Note($"{name} is answered 403");
                return Refusal(HttpStatusCode.Forbidden);
            case 6:
                world.Note($"{name} is answered 401");
                return Refusal(HttpStatusCode.Unauthorized);
            default:
                world.Note($"{name} is answered 429");
                return Refusal(HttpStatusCode.TooManyRequests);
        }
    }

    private static HttpResponseMessage Refusal(HttpStatusCode status) =>
        new(status) { Content = new StringContent("""{"error":{"type":"invalid_request_error"}}""") };

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, string name, CancellationToken cancellationToken)
    {
        var response = await invoker.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        await world.StepAsync($"{name} answers {(int)response.StatusCode}").ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return response;
    }

    private async Task ArriveLateAsync(HttpRequestMessage request, string name)
    {
        await Task.Delay(TimeSpan.FromSeconds(1 + world.Pick(600)), world.Time, CancellationToken.None).ConfigureAwait(false);
        using var response = await invoker.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        world.Note($"{name} arrived late: {(int)response.StatusCode}");
        request.Dispose();
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (request.Content is { } content)
        {
            copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync().ConfigureAwait(false));
            copy.Content.Headers.ContentType = content.Headers.ContentType;
        }

        return copy;
    }
}
