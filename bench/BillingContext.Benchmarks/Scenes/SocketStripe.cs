using System.Net.Http.Headers;
using BillingContext.Testing;
using ServedStripe;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>The same simulated Stripe behind a port of this machine, asked over connections that stay open.</summary>
internal sealed class SocketStripe : IAsyncDisposable
{
    private readonly StripeSimulatorServer server;
    private readonly HttpClient client;

    private SocketStripe(StripeSimulatorServer server, int connections)
    {
        this.server = server;
        client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = server.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", StripeSimulator.SecretKey);
    }

    internal static async Task<SocketStripe> StartAsync(StripeSimulator simulator, int connections)
        => new(await StripeSimulatorServer.StartAsync(simulator), connections);

    internal async Task GetAsync(string target)
    {
        using var response = await client.GetAsync(new Uri(target, UriKind.Relative));
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }
}
