using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;

namespace BillingContext.Simulation.Actors;

/// <summary>What comes days and weeks after all is settled: references, refunds that banks send back, events sent again.</summary>
internal static class Afterwards
{
    internal static void Start(History history)
    {
        foreach (var merchant in history.Merchants)
        {
            if (history.Scenario.TellsReferences)
            {
                history.World.Start(async () =>
                {
                    await history.World.DelayAsync(TimeSpan.FromDays(4)).ConfigureAwait(false);
                    merchant.Account.Do((_, _) => { });
                    history.Events.Collect(merchant);
                });
            }

            if (history.Scenario.Has(Incident.FailsWeeksLater))
            {
                history.World.Start(async () =>
                {
                    await history.World.DelayAsync(history.World.Span(TimeSpan.FromDays(1), TimeSpan.FromDays(25))).ConfigureAwait(false);
                    Hands.MoveOn(history, merchant);
                });
            }
        }

        if (history.Scenario.Has(Incident.ResentAfter30Days))
        {
            foreach (var parcel in history.Events.Parcels.ToList())
            {
                // As long as Stripe lets anybody send an event again.
                var wait = DateTimeOffset.FromUnixTimeSeconds(parcel.Record.Created) + TimeSpan.FromDays(30) - history.World.Now;
                if (wait > TimeSpan.Zero)
                {
                    history.Fired(Fault.EventResentAfter30Days);
                    history.World.Start(() => history.Events.DeliverAsync(parcel, wait));
                }
            }
        }
    }
}
