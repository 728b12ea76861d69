using BillingContext.Simulation.Actors;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Stores;
using BillingContext.Storage;
using BillingContext.Webhooks;

namespace BillingContext.Simulation.Checks;

/// <summary>What must hold of events: acknowledged is durable, our effects are made once, handlers came to their end.</summary>
internal sealed class EventChecks(History history)
{
    private readonly HashSet<(MerchantId Merchant, string EventId)> effects = [];

    internal void Committed(StoreBatch batch)
    {
        if (batch.Change is not { EventId: { } id } change)
        {
            return;
        }

        history.Held(Invariant.I8);
        if (!effects.Add((change.Scope.Merchant, id)) && !history.Store.HasLost)
        {
            history.World.Violate(Invariant.I8, $"the effects of event {id} are made twice");
        }
    }

    internal void Acknowledged(Parcel parcel, WebhookRoutingResult result)
    {
        if (result.Status == WebhookRoutingStatus.Ignored)
        {
            return;
        }

        history.Held(Invariant.I8);

        // Two nodes whose clocks are far apart may run the handlers at once: then one of them is first to say so.
        if (!history.Store.HasLost && (Receipt(parcel) is not { } receipt || (!receipt.IsHandled && parcel.Handled == 0)))
        {
            history.World.Violate(Invariant.I8, $"event {parcel.Id} is acknowledged ({result}) and not durable");
        }
    }

    internal void AtRest(Merchant merchant)
    {
        foreach (var parcel in history.Events.Parcels.Where(parcel => parcel.Merchant == merchant && parcel.HasHandlers && !parcel.IsThin))
        {
            history.Held(Invariant.I8);
            if (!history.Store.HasLost && (!parcel.IsAcknowledged || (history.Scenario.HasHandlers && parcel.Handled == 0)))
            {
                history.World.Violate(Invariant.I8, $"event {parcel.Id} ({parcel.Record.Type}) is acknowledged, and no handler came to its end");
            }
        }
    }

    private WebhookReceipt? Receipt(Parcel parcel) =>
        SharedStore.Now(history.Store.Present.GetWebhookReceiptAsync(parcel.Merchant.Resolution.Scope, parcel.Id, CancellationToken.None));
}
