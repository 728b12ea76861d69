using System.Net.Sockets;

namespace BillingContext.Simulation.Crash.Wires;

/// <summary>The way to Stripe, with three places on it: before a request is sent, when it has left, when the answer has come.</summary>
internal sealed class BoundaryHandler : DelegatingHandler
{
    private readonly Boundaries boundaries;

    internal BoundaryHandler(Boundaries boundaries)
    {
        this.boundaries = boundaries;
        InnerHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
        };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var place = $"{request.Method} {string.Join('/', request.RequestUri!.AbsolutePath.Split('/').Take(3))}";
        boundaries.Pass($"before {place}");
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            boundaries.Pass($"after {place}");
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new BoundaryStream(new NetworkStream(socket, ownsSocket: true), boundaries);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
