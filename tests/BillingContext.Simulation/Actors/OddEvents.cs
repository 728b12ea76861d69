using System.Text;
using BillingContext.Simulation.Checks;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using BillingContext.Testing;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Actors;

/// <summary>Genuine events that are unlike the rest: of types nobody knows, thin, without fields, of the other mode.</summary>
internal static class OddEvents
{
    private static readonly (Fault Fault, string Body, WebhookRoutingStatus? Expected)[] Odd =
    [
        (Fault.EventOfUnknownType, """{"id":"evt_odd1","type":"billing.meter.burst","livemode":false,"created":1,"data":{"object":null}}""", WebhookRoutingStatus.Ignored),
        (Fault.EventOfUnknownType, """{"id":"evt_odd2","type":"refund.updated","livemode":false,"created":null,"data":{"object":{"id":null,"object":"refund","metadata":null}}}""", null),
        (Fault.EventOfUnknownType, """{"id":"evt_odd3","type":"charge.dispute.created","livemode":false,"data":{"object":{"id":"dp_1","status":"brand_new"}}}""", null),
        (Fault.EventThin, """{"id":"evt_odd4","type":"v1.refund.updated","livemode":false,"related_object":{"id":"re_1","type":"refund","url":"/v1/refunds/re_1"}}""", WebhookRoutingStatus.Ignored),
    ];

    internal static async Task DeliverAsync(History history, Merchant merchant)
    {
        foreach (var (fault, body, expected) in Odd)
        {
            await SendAsync(history, merchant, fault, Encoding.UTF8.GetBytes(body), expected).ConfigureAwait(false);
        }

        var live = merchant.Stripe.LiveAccount;
        live.AddCustomer("live@example.com");
        foreach (var record in live.Books.Events.TakePending())
        {
            await SendAsync(history, merchant, Fault.EventOfOtherMode, WebhookBody.Of(live.Books, ApiVersion.Default, record), WebhookRoutingStatus.Rejected).ConfigureAwait(false);
        }
    }

    private static async Task SendAsync(History history, Merchant merchant, Fault fault, byte[] body, WebhookRoutingStatus? expected)
    {
        var world = history.World;
        await world.DelayAsync(world.Span(TimeSpan.Zero, TimeSpan.FromMinutes(2))).ConfigureAwait(false);
        if (history.AnyNode() is not { } node)
        {
            return;
        }

        history.Fired(fault);
        var delivery = new WebhookDelivery(body, WebhookSigner.Sign(body, merchant.Secrets, world.Now)) { Merchant = merchant.Id };
        try
        {
            var result = await node.AskAsync(Activity.Webhook, services => services.GetRequiredService<WebhookEventRouter>().RouteAsync(delivery)).ConfigureAwait(false);
            world.Note($"{node.Name} answers {result}");
            if (expected is not null && result.Status != expected && result.Status is not (WebhookRoutingStatus.Unavailable or WebhookRoutingStatus.Rejected))
            {
                world.Violate(fault == Fault.EventOfOtherMode ? Invariant.I13 : Invariant.I8, $"an odd event ({fault}) is {result}");
            }
        }
        catch (NodeDiedException)
        {
            world.Note($"{node.Name} died of it, or with it");
        }
    }
}
