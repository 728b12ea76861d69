using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Testing;

namespace BillingContext.Simulation.Actors;

/// <summary>What happens to a merchant's settings and to the machines.</summary>
internal static class Incidents
{
    private static readonly string[][] Narrowed =
    [
        ["customer_read", "payment_intent_read", "charge_read", "dispute_read"],
        ["customer_read", "payment_intent_read", "dispute_read"],
        ["customer_read", "payment_intent_read", "charge_write", "refund_write"],
        ["charge_write", "refund_write", "dispute_read"],
        ["customer_read"],
    ];

    internal static void Start(History history)
    {
        var scenario = history.Scenario;
        foreach (var merchant in history.Merchants)
        {
            var happening = new (Incident Incident, Func<Task> What)[]
            {
                (Incident.RefundsTurnedOff, () => TurnOffAsync(history, merchant)),
                (Incident.PolicyChanged, () => ChangePolicyAsync(history, merchant)),
                (Incident.SecretRotated, () => RollSecretAsync(history, merchant)),
                (Incident.KeyRotated, () => ReplaceKeyAsync(history, merchant)),
                (Incident.KeyRevoked, () => RevokeKeyAsync(history, merchant)),
                (Incident.KeyNarrowed, () => NarrowKeyAsync(history, merchant)),
                (Incident.StripeAway, () => GoAwayAsync(history, merchant)),
                (Incident.OddEvents, () => OddEvents.DeliverAsync(history, merchant)),
            };
            foreach (var (_, what) in happening.Where(one => scenario.Has(one.Incident)))
            {
                history.World.Start(what);
            }
        }

        if (scenario.Has(Incident.StoreDown))
        {
            history.World.Start(() => StoreDownAsync(history));
        }

        if (scenario.Has(Incident.CommitsLost))
        {
            history.World.Start(() => LoseCommitsAsync(history));
        }

        if (scenario.Has(Incident.ClockSteps))
        {
            history.World.Start(() => StepClockAsync(history));
        }
    }

    private static Task SomeTimeAsync(History history, TimeSpan most) => history.World.DelayAsync(history.World.Span(TimeSpan.Zero, most));

    private static Task InAMomentAsync(History history) => SomeTimeAsync(history, TimeSpan.FromMinutes(6));

    private static async Task TurnOffAsync(History history, Merchant merchant)
    {
        await InAMomentAsync(history).ConfigureAwait(false);
        (merchant.IsUndisturbed, merchant.EnableRefunds) = (false, false);
        history.Fired(Fault.RefundsTurnedOff);
        history.World.Note($"refunds are turned off");
        await SomeTimeAsync(history, TimeSpan.FromHours(3)).ConfigureAwait(false);
        if (history.World.Pick(2) == 0)
        {
            merchant.EnableRefunds = null;
        }
    }

    private static async Task ChangePolicyAsync(History history, Merchant merchant)
    {
        await InAMomentAsync(history).ConfigureAwait(false);
        (merchant.IsUndisturbed, merchant.Policy) = (false, PolicyBook.Strict);
        history.Fired(Fault.PolicyChanged);
        history.World.Note($"the policy changes");
    }

    private static async Task RollSecretAsync(History history, Merchant merchant)
    {
        await InAMomentAsync(history).ConfigureAwait(false);
        merchant.Secrets.Add("whsec_rolled_0123456789abcdef");
        history.Fired(Fault.SecretRotated);
        await SomeTimeAsync(history, TimeSpan.FromMinutes(30)).ConfigureAwait(false);
        merchant.Refresh();
        await SomeTimeAsync(history, TimeSpan.FromHours(1)).ConfigureAwait(false);
        merchant.Secrets.RemoveAt(0);
    }

    private static async Task ReplaceKeyAsync(History history, Merchant merchant)
    {
        await InAMomentAsync(history).ConfigureAwait(false);
        merchant.NewKey();
        history.Fired(Fault.KeyRotated);
        history.World.Note($"the key is replaced");
        await InAMomentAsync(history).ConfigureAwait(false);
        merchant.RevokeOldKeys();
    }

    private static async Task RevokeKeyAsync(History history, Merchant merchant)
    {
        await InAMomentAsync(history).ConfigureAwait(false);
        merchant.Stripe.RevokeKey(merchant.Key);
        history.Fired(Fault.KeyRevoked);
        history.World.Note($"the key is revoked");
        await SomeTimeAsync(history, TimeSpan.FromHours(2)).ConfigureAwait(false);
        merchant.NewKey();
    }

    private static async Task NarrowKeyAsync(History history, Merchant merchant)
    {
        await InAMomentAsync(history).ConfigureAwait(false);
        merchant.Narrow(Narrowed[history.World.Pick(Narrowed.Length)]);
        merchant.IsUndisturbed = false;
        history.Fired(Fault.KeyNarrowed);
        history.World.Note($"the key is narrowed");

        // Long enough for an approval to lapse unseen, where one is wanted.
        var isLong = history.Scenario.Has(Incident.ApprovalWanted) && history.World.Pick(2) == 0;
        if (isLong)
        {
            await history.World.DelayAsync(TimeSpan.FromHours((6 * 24) + history.World.Pick(23))).ConfigureAwait(false);
            Hands.DecideApprovals(history, merchant);
            await history.World.DelayAsync(TimeSpan.FromDays(2)).ConfigureAwait(false);
        }

        await SomeTimeAsync(history, TimeSpan.FromHours(2)).ConfigureAwait(false);
        merchant.Widen();
    }

    private static async Task GoAwayAsync(History history, Merchant merchant)
    {
        await InAMomentAsync(history).ConfigureAwait(false);
        merchant.IsAway = true;
        history.World.Note($"Stripe is away");
        await history.World.DelayAsync(history.World.Span(TimeSpan.FromHours(22), TimeSpan.FromHours(30))).ConfigureAwait(false);
        merchant.IsAway = false;
        history.World.Note($"Stripe is back");
    }

    private static async Task StoreDownAsync(History history)
    {
        await InAMomentAsync(history).ConfigureAwait(false);
        history.Store.IsDown = true;
        history.Fired(Fault.StoreOutage);
        history.World.Note($"the store is down");
        await SomeTimeAsync(history, TimeSpan.FromMinutes(20)).ConfigureAwait(false);
        history.Store.IsDown = false;
    }

    private static async Task LoseCommitsAsync(History history)
    {
        for (var times = 1 + history.World.Pick(2); times > 0; times--)
        {
            await InAMomentAsync(history).ConfigureAwait(false);
            history.Store.Lose(1 + history.World.Pick(3));
        }
    }

    private static async Task StepClockAsync(History history)
    {
        await InAMomentAsync(history).ConfigureAwait(false);
        history.Fired(Fault.ClockStepsBack);
        var node = history.Nodes[history.World.Pick(history.Nodes.Count)];
        node.Skew = Clocks.Some(history);
        history.World.Note($"{node.Name} is now {node.Skew} off");
    }
}
