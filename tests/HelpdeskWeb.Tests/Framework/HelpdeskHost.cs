using BillingContext.Testing;
using HelpdeskWeb.Story;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpdeskWeb.Tests.Framework;

/// <summary>The sample as it is, in this process, on a free port of this machine.</summary>
internal sealed class HelpdeskHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private HelpdeskHost(WebApplication app) => this.app = app;

    internal Uri Address => new(app.Urls.Single());

    internal Shop Shop => app.Services.GetRequiredService<Shop>();

    internal StripeSimulator Stripe => Shop.Stripe;

    internal static async Task<HelpdeskHost> StartAsync()
    {
        var app = HelpdeskApp.Create(["--urls=http://127.0.0.1:0", "--environment=Development", "--Logging:LogLevel:Default=Warning"]);
        await app.StartAsync();
        return new HelpdeskHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
