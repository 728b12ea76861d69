using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Tests.Telemetry;
using BillingContext.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BillingContext.AspNetCore.Tests.Framework;

/// <summary>A web host on the simulated Stripe, in memory or, where the server itself matters, on a port of this machine.</summary>
internal sealed class WebDesk : IAsyncDisposable
{
    /// <summary>So that a test that waits in vain fails and does not hang.</summary>
    private const int MostLooks = 20_000;

    private WebDesk(WebApplication app, StripeSimulator stripe, LogLines logs, HttpClient client) =>
        (App, Stripe, Logs, Client) = (app, stripe, logs, client);

    internal WebApplication App { get; }

    internal StripeSimulator Stripe { get; }

    internal LogLines Logs { get; }

    internal HttpClient Client { get; }

    internal ManualTimeProvider Time => (ManualTimeProvider)Stripe.TimeProvider;

    internal IWebhookInbox Inbox => Get<IWebhookInbox>();

    internal IBillingStore Store => Get<IBillingStore>();

    /// <summary>One endpoint for the only merchant and one by name, unless a test maps its own.</summary>
    internal static async Task<WebDesk> StartAsync(
        Action<IBillingContextBuilder>? configure = null, Action<WebApplication>? map = null, StripeSimulator? stripe = null, bool onPort = false)
    {
        stripe ??= new StripeSimulator();
        var logs = new LogLines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        if (onPort)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.WebHost.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        var billing = builder.Services.AddBillingContext().UseStripe(options => options.MaxRetries = 0).UseStripeSimulator(stripe);
        configure?.Invoke(billing);
        var app = builder.Build();
        if (map is null)
        {
            app.MapStripeWebhooks("/webhooks/stripe");
            app.MapStripeWebhooks("/webhooks/stripe/{merchant}");
        }
        else
        {
            map(app);
        }

        await app.StartAsync();
        var client = onPort
            ? new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) }
            : app.GetTestClient();
        return new WebDesk(app, stripe, logs, client);
    }

    internal T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Delivers as Stripe does.</summary>
    internal Task<HttpResponseMessage> PostAsync(SimulatedWebhook webhook, string path = "/webhooks/stripe") =>
        PostAsync(new ByteArrayContent(webhook.Body), webhook.SignatureHeader, path);

    internal async Task<HttpResponseMessage> PostAsync(HttpContent body, string? signature, string path = "/webhooks/stripe")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>Waits for what goes on in the background, on other threads.</summary>
    internal static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    internal static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var looks = 0; !await isSo(); looks++)
        {
            Assert.That(looks, Is.LessThan(MostLooks), "What was waited for never came.");
            await Task.Delay(1);
        }
    }

    /// <summary>Moves the clock on until something is over: when the server begins to wait is known to nobody but itself.</summary>
    internal Task AdvanceUntilAsync(Task isOver) => UntilAsync(() =>
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return isOver.IsCompleted;
    });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
