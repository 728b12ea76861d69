using System.Text.Json.Nodes;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Webhooks;

/// <summary>Events we did not write, from the folder named by STRIPE_OBJECTS.</summary>
public class RecordedEventTests
{
    [Test]
    public async Task Every_recorded_event_is_routed_or_ignored()
    {
        var folder = Environment.GetEnvironmentVariable("STRIPE_OBJECTS");
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Ignore("STRIPE_OBJECTS is not set: it names a folder of recorded Stripe objects.");
        }

        using var desk = new Desk();
        var statuses = new List<WebhookRoutingStatus>();
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "webhook-events"), "*.json").Order(StringComparer.Ordinal))
        {
            // The recordings carry two ids between them: each gets its own.
            var @event = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            @event["id"] = "evt_" + statuses.Count;
            var body = System.Text.Encoding.UTF8.GetBytes(@event.ToJsonString());

            var result = await desk.Router.RouteAsync(
                new WebhookDelivery(body, WebhookSigner.Sign(body, StripeSimulator.WebhookSecret, desk.Time.GetUtcNow())));

            Assert.That(result.Status, Is.EqualTo(WebhookRoutingStatus.Accepted).Or.EqualTo(WebhookRoutingStatus.Ignored), file);
            statuses.Add(result.Status);
        }

        Assert.That(statuses, Has.Count.EqualTo(88));
        Assert.That(statuses.Count(status => status == WebhookRoutingStatus.Accepted), Is.GreaterThan(30));
    }
}
