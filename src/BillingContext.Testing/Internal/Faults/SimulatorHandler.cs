using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Faults;

/// <summary>A client's end of the line. It owns nothing, so that disposing it does no harm.</summary>
internal sealed class SimulatorHandler(Line line) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var received = await WireRequest.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        var reply = await line.CarryAsync(received, cancellationToken).ConfigureAwait(false);
        return reply.ToResponse(request);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        => SendAsync(request, cancellationToken).GetAwaiter().GetResult();
}
