using System.IO.Pipelines;
using BillingContext.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServedStripe;

/// <summary>A simulator behind a port of this machine, for clients that cannot take a handler.</summary>
/// <example><c>await using var server = await StripeSimulatorServer.StartAsync(simulator);</c></example>
public sealed class StripeSimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SimulatorGateway _gateway;
    private readonly WebhookPostman? _postman;

    private StripeSimulatorServer(WebApplication app, SimulatorGateway gateway, WebhookPostman? postman, Uri baseAddress)
        => (_app, _gateway, _postman, BaseAddress) = (app, gateway, postman, baseAddress);

    /// <summary>Where the API is, <c>http://127.0.0.1:12111</c> say.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Listens on the loopback address only.</summary>
    /// <param name="simulator">What answers; share it with the test.</param>
    /// <param name="port">The port; a free one when 0.</param>
    /// <param name="webhooks">
    /// Where events are delivered; nowhere when left out, they wait for <see cref="SimulatedAccount.TakeWebhooks"/> then.
    /// </param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<StripeSimulatorServer> StartAsync(
        StripeSimulator simulator, int port = 0, WebhookTarget? webhooks = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(simulator);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection =>
                {
                    connection.Transport = new Wire(connection.Transport.Input, new RefusalWriter(connection.Transport.Output));
                    return next(connection);
                });
            });
        });
        var app = builder.Build();
        var postman = webhooks is null ? null : new WebhookPostman(simulator, webhooks);
        var gateway = new SimulatorGateway(simulator, postman);
        app.Run(gateway.AnswerAsync);
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new StripeSimulatorServer(app, gateway, postman, new Uri(address));
    }

    /// <summary>Runs until the token is cancelled or the process is asked to stop.</summary>
    public Task WaitAsync(CancellationToken cancellationToken = default)
        => Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.WaitForShutdownAsync(_app, cancellationToken);

    /// <summary>Stops listening; the simulator keeps its state.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _gateway.Dispose();
        if (_postman is not null)
        {
            await _postman.DisposeAsync();
        }
    }

    private sealed record Wire(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
