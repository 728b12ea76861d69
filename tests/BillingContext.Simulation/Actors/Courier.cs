using BillingContext.Simulation.Checks;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using BillingContext.Testing;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Actors;

/// <summary>Brings Stripe's events to any node, as Stripe does: more than once, out of order, days late, again until they are acknowledged.</summary>
internal sealed class Courier(History history)
{
    private const int MostAttemptsOnceHealed = 40;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private readonly Dictionary<(MerchantId Merchant, string Id), Parcel> parcels = [];
    private long latest;
    private long latestAcknowledged;

    internal IEnumerable<Parcel> Parcels => parcels.Values;

    /// <summary>Takes what has happened at Stripe since, and sets out.</summary>
    internal void Collect(Merchant merchant)
    {
        foreach (var record in merchant.Account.Books.Events.TakePending())
        {
            var parcel = new Parcel(merchant, record, ++latest);
            parcels.Add((merchant.Id, record.Id), parcel);
            history.World.Start(() => DeliverAsync(parcel, FirstWait()), isBackground: true);
            if (!history.Scenario.IsCalm && history.World.Pick(6) == 0)
            {
                history.World.Start(() => DeliverAsync(parcel, FirstWait()), isBackground: true);
            }
        }
    }

    /// <summary>A handler of the host's came to its end.</summary>
    internal void Handled(WebhookEvent @event)
    {
        if (parcels.TryGetValue((@event.Scope.Merchant, @event.Id), out var parcel))
        {
            parcel.Handled++;
        }
    }

    /// <summary>Delivers until it is acknowledged.</summary>
    internal async Task DeliverAsync(Parcel parcel, TimeSpan wait)
    {
        var healed = 0;
        while (true)
        {
            await history.World.DelayAsync(wait).ConfigureAwait(false);
            if (await OnceAsync(parcel).ConfigureAwait(false))
            {
                return;
            }

            if (history.IsHealing && ++healed > MostAttemptsOnceHealed)
            {
                history.World.Violate(Invariant.I8, $"event {parcel.Id} ({parcel.Record.Type}) is never acknowledged");
                return;
            }

            wait = wait < TimeSpan.FromSeconds(5) ? TimeSpan.FromSeconds(10) : wait * 2;
            wait = wait > LongestWait ? LongestWait : wait;
        }
    }

    private TimeSpan FirstWait()
    {
        var world = history.World;
        if (history.Scenario.Has(Incident.BuriedInList) || (history.Scenario.Has(Incident.EventsDaysLate) && world.Pick(4) == 0))
        {
            history.Fired(Fault.EventDaysLate);
            return world.Span(TimeSpan.FromHours(20), TimeSpan.FromHours(72));
        }

        return world.Pick(4) == 0 ? world.Span(TimeSpan.Zero, TimeSpan.FromMinutes(20)) : world.Span(TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    private async Task<bool> OnceAsync(Parcel parcel)
    {
        var world = history.World;
        if (history.AnyNode() is not { } node || world.Happens(history.Rates.Network / 2))
        {
            return false;
        }

        var merchant = parcel.Merchant;
        parcel.Body ??= Render(parcel);
        if (parcel.IsThin)
        {
            history.Fired(Fault.EventThin);
        }

        var delivery = new WebhookDelivery(parcel.Body, WebhookSigner.Sign(parcel.Body, merchant.Secrets, world.Now)) { Merchant = merchant.Id };
        if (parcel.IsAcknowledged || parcel.Handled > 0)
        {
            history.Fired(Fault.EventTwice);
        }

        WebhookRoutingResult result;
        try
        {
            var routing = node.AskAsync(Activity.Webhook, services => services.GetRequiredService<WebhookEventRouter>().RouteAsync(delivery));
            if (!routing.IsCompleted && await Task.WhenAny(routing, world.DelayAsync(Timeout)).ConfigureAwait(false) != routing)
            {
                world.Note($"{node.Name} lets {parcel.Id} wait too long");
                return false;
            }

            result = await routing.ConfigureAwait(false);
        }
        catch (NodeDiedException)
        {
            return false;
        }

        world.Note($"{node.Name} answers {parcel.Record.Type} {merchant.Id} {result}");
        if (result.StatusCode != 200)
        {
            return false;
        }

        history.Checks.Events.Acknowledged(parcel, result);
        if (parcel.Number < latestAcknowledged && !parcel.IsAcknowledged)
        {
            history.Fired(Fault.EventsOutOfOrder);
        }

        latestAcknowledged = Math.Max(latestAcknowledged, parcel.Number);
        parcel.IsAcknowledged = true;

        // The answer itself may be lost on the way: then it comes again.
        return !world.Happens(history.Rates.Network / 4);
    }

    private byte[] Render(Parcel parcel)
    {
        var version = ApiVersion.Default;
        if (!history.Scenario.IsCalm && history.World.Pick(8) == 0)
        {
            history.Fired(Fault.EventOfOtherVersion);
            version = ApiVersion.Parse("2022-11-15")!;
        }

        return WebhookBody.Of(parcel.Merchant.Account.Books, version, parcel.Record);
    }
}
