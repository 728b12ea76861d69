using System.Net.Http.Headers;
using BillingContext.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace HelpdeskWeb.Story;

/// <summary>Brings what happens at the simulated Stripe to this host's own endpoint, signed and over HTTP, as Stripe does; and again, until it is taken.</summary>
internal sealed partial class Postman(StripeSimulator stripe, IServer server, IHostApplicationLifetime lifetime, ILogger<Postman> logger) : BackgroundService
{
    internal const string Path = "/webhooks/stripe";

    internal Arrival Arrival { get; set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var round = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var bag = new List<SimulatedWebhook>();
        while (await round.WaitForNextTickAsync(stoppingToken))
        {
            if (!lifetime.ApplicationStarted.IsCancellationRequested)
            {
                continue;
            }

            var webhooks = stripe.Account.TakeWebhooks();
            bag.AddRange(Arrival switch
            {
                Arrival.Twice => webhooks.SelectMany(webhook => new[] { webhook, webhook }),
                Arrival.NewestFirst => webhooks.Reverse(),
                _ => webhooks,
            });
            foreach (var webhook in bag.ToList())
            {
                if (await DeliverAsync(http, webhook, stoppingToken))
                {
                    bag.Remove(webhook);
                }
            }
        }
    }

    private async Task<bool> DeliverAsync(HttpClient http, SimulatedWebhook webhook, CancellationToken cancellationToken)
    {
        var address = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(address), Path)) { Content = new ByteArrayContent(webhook.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("Stripe-Signature", webhook.SignedAt(stripe.TimeProvider.GetUtcNow()).SignatureHeader);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            Delivered(webhook.Type, (int)response.StatusCode);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Stripe sent {Type}: {Status}")]
    private partial void Delivered(string type, int status);
}
