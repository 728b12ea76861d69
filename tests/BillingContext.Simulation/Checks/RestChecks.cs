using BillingContext.Refunds;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Simulation.Checks;

/// <summary>What must hold once everything is at rest.</summary>
internal static class RestChecks
{
    internal static void Check(History history, Merchant merchant)
    {
        history.Checks.Posts.Arrived(merchant);
        foreach (var requestId in merchant.Orders.Select(order => order.RequestId))
        {
            var made = merchant.RefundsOf(requestId).ToList();
            if (history.Store.Find(merchant.Id, requestId) is { } intent)
            {
                Settled(history, merchant, intent);
                if (!history.Store.HasLost)
                {
                    Mirrored(history, merchant, intent, made);
                    Succeeded(history, merchant, intent);
                }
            }
            else if (made.Count > 0 && !history.Store.HasLost)
            {
                history.World.Violate(Invariant.I4, $"{merchant.Id} {requestId} was refunded, and nobody knows why");
            }
        }
    }

    private static void Settled(History history, Merchant merchant, RefundIntent intent)
    {
        history.Held(Invariant.I5);
        if (Actors.Sweeper.IsUnsettled(intent))
        {
            history.World.Violate(Invariant.I5, $"{merchant.Id} {intent} is not settled");
        }
    }

    private static void Mirrored(History history, Merchant merchant, RefundIntent intent, List<RefundRecord> made)
    {
        history.Held(Invariant.I2);
        if (intent.State is RefundState.Refused or RefundState.NeedsApproval)
        {
            if (made.Count > 0)
            {
                history.World.Violate(Invariant.I2, $"{merchant.Id} {intent.RequestId} is {intent.State} ({intent.FailureCode}), and {made[0].Id} was made");
            }

            return;
        }

        if (made.Count != 1 || made[0].Id != intent.Refund?.Value)
        {
            history.World.Violate(Invariant.I2, $"{merchant.Id} {intent.RequestId} is {intent.State} by {intent.Refund}, and Stripe has {made.Count}");
            return;
        }

        history.Held(Invariant.I9);
        var truth = made[0].Status switch
        {
            "succeeded" => RefundState.Succeeded,
            "failed" => RefundState.Failed,
            "canceled" => RefundState.Canceled,
            "requires_action" => RefundState.RequiresAction,
            _ => RefundState.Pending,
        };
        if (truth != intent.State)
        {
            history.World.Violate(Invariant.I9, $"{merchant.Id} {intent.RequestId} is {intent.State}, and Stripe says {made[0].Status}");
        }
    }

    private static void Succeeded(History history, Merchant merchant, RefundIntent intent)
    {
        // What needs a yes need not get one: nobody answers, or somebody says no.
        if (!AllChecks.MustSucceed(merchant) || intent.State == RefundState.NeedsApproval || intent.FailureCode is "approval.expired" or "approval.rejected")
        {
            return;
        }

        history.Held(Invariant.I7);
        var code = intent.FailureCode ?? "";
        var isExcused = !history.Scenario.IsCalm && intent.State == RefundState.Refused
            && (code.StartsWith("stripe.", StringComparison.Ordinal) || code is "outcome.absent" or "refund.no_longer_approved");
        if (intent.State != RefundState.Succeeded && !isExcused)
        {
            history.World.Violate(Invariant.I7, $"{merchant.Id} {intent.RequestId} is {intent.State} ({code}), and there was money for all");
        }
    }
}
