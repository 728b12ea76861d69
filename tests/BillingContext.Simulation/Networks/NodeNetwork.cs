using System.Net;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;

namespace BillingContext.Simulation.Networks;

/// <summary>A node's way to Stripe: an exchange takes two steps, and what can go wrong on a network goes wrong.</summary>
internal sealed class NodeNetwork(History history, Life life) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var world = history.World;
        var merchant = history.Merchants.Find(known => known.Owns(request.Headers.Authorization?.Parameter));
        if (merchant is null)
        {
            world.Violate(Checks.Invariant.I13, "a key of nobody is sent");
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        }

        var flight = request.Method == HttpMethod.Get ? null
            : request.RequestUri!.AbsolutePath == "/v1/refunds" ? await history.Checks.Posts.LeaveAsync(life, merchant, request).ConfigureAwait(false)
            : history.Checks.Cancellations.Leave(life, merchant, request);
        life.Leaving += flight is null ? 0 : 1;
        await world.StepAsync(life, $"{request.Method} leaves").ConfigureAwait(false);
        life.Leaving -= flight is null ? 0 : 1;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var response = await ExchangeAsync(merchant, request, flight, cancellationToken).ConfigureAwait(false);
            world.Note($"{life} {request.Method} {request.RequestUri!.PathAndQuery} answered {(int)response.StatusCode}");
            flight?.Answer(isClear: (int)response.StatusCode < 500 && response.StatusCode != HttpStatusCode.Conflict);
            return response;
        }
        catch (Exception exception)
        {
            world.Note($"{life} {request.Method} {request.RequestUri!.PathAndQuery} ends: {exception.Message}");
            throw;
        }
        finally
        {
            flight?.Land();
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(Merchant merchant, HttpRequestMessage request, Flight? flight, CancellationToken cancellationToken)
    {
        var world = history.World;
        if (merchant.IsAway)
        {
            history.Fired(Fault.StripeAway);
            throw new HttpRequestException(world.Pick(3) == 0 ? HttpRequestError.ConnectionError : HttpRequestError.ResponseEnded, "Stripe is away.");
        }

        if (world.Now < life.LineBrokenUntil)
        {
            history.Fired(Fault.RequestLost);
            throw new HttpRequestException(world.Pick(3) == 0 ? HttpRequestError.ConnectionError : HttpRequestError.ResponseEnded, "The line is broken.");
        }

        var query = request.RequestUri!.Query;
        if (history.Scenario.HasShortPages && query.Contains("limit=100", StringComparison.Ordinal))
        {
            request.RequestUri = new Uri(request.RequestUri.AbsoluteUri.Replace("limit=100", "limit=1", StringComparison.Ordinal));
        }

        if (Misfortune.Choose(history, merchant, request, flight) is { } fault)
        {
            Misfortune.Befall(history, life, merchant, request, flight, fault);
        }

        // A late arrival ends in an exception here, and lands all the same: the flight knows.
        var response = await merchant.SendAsync(request, cancellationToken).ConfigureAwait(false);
        flight?.Land();
        if (flight is not null)
        {
            history.Checks.Posts.Arrived(merchant);
            history.Events.Collect(merchant);
        }

        await world.StepAsync(life, "answer comes").ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return response;
    }
}
