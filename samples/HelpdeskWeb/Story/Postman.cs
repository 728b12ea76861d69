using System.Net.Http.Headers;
using BillingContext.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace HelpdeskWeb.Story;

/// <summary>Brings what happens at the simulated Stripe to this host's own endpoint, signed and over HTTP, as Stripe does.</summary>
internal sealed partial class Postman(StripeSimulator stripe, IServer server, IHostApplicationLifetime lifetime, ILogger<Postman> logger) : BackgroundService
{
    internal const string Path = "/webhooks/stripe";

    internal Arrival Arrival { get; set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var round = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await round.WaitForNextTickAsync(stoppingToken))
        {
            if (!lifetime.ApplicationStarted.IsCancellationRequested)
            {
                continue;
            }

            try
            {
                await DeliverAsync(http, stripe.Account.TakeWebhooks(), stoppingToken);
            }
            catch (HttpRequestException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // The server has stopped listening, and everything ends with it.
            }
        }
    }

    private async Task DeliverAsync(HttpClient http, IReadOnlyList<SimulatedWebhook> webhooks, CancellationToken cancellationToken)
    {
        var endpoint = new Uri(new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()), Path);
        foreach (var webhook in Arrival switch
        {
            Arrival.Twice => webhooks.SelectMany(webhook => new[] { webhook, webhook }),
            Arrival.NewestFirst => webhooks.Reverse(),
            _ => webhooks,
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(webhook.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            request.Headers.Add("Stripe-Signature", webhook.SignatureHeader);
            using var response = await http.SendAsync(request, cancellationToken);
            Delivered(webhook.Type, (int)response.StatusCode);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Stripe sent {Type}: {Status}")]
    private partial void Delivered(string type, int status);
}
