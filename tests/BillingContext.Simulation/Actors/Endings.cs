using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Subscriptions;
using BillingContext.Testing;

namespace BillingContext.Simulation.Actors;

/// <summary>Chooses how subscriptions are ended, and by whom.</summary>
internal static class Endings
{
    private const int MostAgents = 3;
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(3);

    private static readonly Ending[][] Plans =
    [
        [new("c1", CancellationKind.Now, CancellationRefund.Prorated)],
        [new("c1", CancellationKind.Now, CancellationRefund.Full)],
        [new("c1", CancellationKind.Now), new("c2", CancellationKind.Now, CancellationRefund.Prorated)],
        [new("c1", CancellationKind.Now, CancellationRefund.Prorated), new("c2", CancellationKind.Now, CancellationRefund.Prorated)],
        [new("c1", CancellationKind.AtPeriodEnd), new("c2", CancellationKind.Undo)],
        [new("c1", CancellationKind.AtPeriodEnd), new("c2", CancellationKind.Now, CancellationRefund.Prorated)],
    ];

    internal static void Start(History history)
    {
        var world = history.World;
        foreach (var merchant in history.Merchants.Where(merchant => merchant.Subscription is not null))
        {
            merchant.Endings.AddRange(Plans[world.Pick(Plans.Length)].Select(ending => ending with
            {
                By = history.Scenario.IsSupervised && world.Pick(2) == 0 ? Actor.Assistant("assistant") : ending.By,
                Ticket = new TicketReference("T1"),
            }));

            // Half of the time they all click at once.
            TimeSpan? together = world.Pick(2) == 0 ? world.Span(TimeSpan.Zero, Latest) : null;
            for (var agents = 1 + world.Pick(MostAgents); agents > 0; agents--)
            {
                // Not everybody begins with the same request.
                var from = world.Pick(merchant.Endings.Count);
                Ending[] asked = [.. merchant.Endings[from..], .. merchant.Endings[..from]];
                world.Start(new CancellingAgent(history, merchant, asked, together ?? world.Span(TimeSpan.Zero, Latest)).RunAsync);
            }

            if (history.Scenario.Has(Incident.EndedInDashboard))
            {
                world.Start(() => InterfereAsync(history, merchant));
            }
        }
    }

    /// <summary>Somebody is at the same subscription in the dashboard.</summary>
    private static async Task InterfereAsync(History history, Merchant merchant)
    {
        var world = history.World;
        await world.DelayAsync(world.Span(TimeSpan.Zero, TimeSpan.FromMinutes(10))).ConfigureAwait(false);
        var (id, choice) = (merchant.Subscription!.SubscriptionId, world.Pick(4));
        if (merchant.SubscriptionNow is not { Ended: false })
        {
            return;
        }

        try
        {
            switch (choice)
            {
                case 0:
                    merchant.Account.Refund(merchant.Subscription.FirstInvoice.ChargeId!, world.Pick(2) == 0 ? null : 1_500);
                    break;
                case 1:
                    merchant.Account.CancelSubscription(id);
                    merchant.IsEndedElsewhere = true;
                    break;
                default:
                    merchant.Account.CancelAtPeriodEnd(id, value: choice == 2);
                    merchant.IsEndedElsewhere = true;
                    break;
            }

            history.Fired(Fault.EndedInDashboard);
            world.Note($"somebody is at {id} in the dashboard: {choice}");
            history.Events.Collect(merchant);
        }
        catch (InvalidOperationException refusal)
        {
            world.Note($"the dashboard refuses: {refusal.Message}");
        }
    }
}
