using BillingContext.Refunds;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Testing;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Simulation.Actors;

/// <summary>People and banks at Stripe: refunds in the dashboard, failed refunds, disputes, approvals.</summary>
internal static class Hands
{
    /// <summary>
    /// Within this time of being asked for, an approval may be decided before anybody here knows of it. One whose news was lost and that is
    /// decided later is beyond what can be found out: Stripe's list of refunds does not show what waits.
    /// </summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromMinutes(30);

    internal static void Start(History history)
    {
        var world = history.World;
        foreach (var merchant in history.Merchants)
        {
            if (history.Scenario.TellsReferences)
            {
                merchant.Account.SetRefundReferenceDelay(TimeSpan.FromDays(3));
            }
            else
            {
                merchant.Account.SetRefundReferenceDelay(TimeSpan.FromDays(1_000));
            }

            if (history.Scenario.Has(Incident.RefundsWait))
            {
                merchant.Account.SetNextRefundStatus(world.Pick(2) == 0 ? "pending" : "requires_action");
            }

            if (history.Scenario.Has(Incident.ApprovalWanted))
            {
                merchant.IsUndisturbed = false;
                merchant.Account.RequireApprovalAbove(2_000);
                world.Start(() => ApproveAsync(history, merchant));
            }

            if (history.Scenario.Has(Incident.RefundedInDashboard))
            {
                merchant.IsUndisturbed = false;
                world.Start(() => RefundAsync(history, merchant));
            }

            if (history.Scenario.Has(Incident.BuriedInList))
            {
                merchant.IsUndisturbed = false;
                world.Start(() => Burial.RunAsync(history, merchant));
            }

            if (history.Scenario.Has(Incident.LateAndRefused))
            {
                world.Start(() => Latecomer.RunAsync(history, merchant));
            }

            if (history.Scenario.Has(Incident.BankFailsRefund) || history.Scenario.Has(Incident.RefundsWait))
            {
                merchant.IsUndisturbed = false;
                world.Start(() => FailAsync(history, merchant));
            }

            if (history.Scenario.Has(Incident.Disputed))
            {
                merchant.IsUndisturbed = false;
                world.Start(() => DisputeAsync(history, merchant));
            }
        }
    }

    /// <summary>A bank moves one of our refunds on, or sends it back.</summary>
    internal static void MoveOn(History history, Merchant merchant)
    {
        var moving = merchant.Refunds.Where(refund => refund.Counts && Merchant.OrderOf(refund) is not null).ToList();
        if (moving.Count == 0)
        {
            return;
        }

        merchant.IsUndisturbed = false;
        var refund = moving[history.World.Pick(moving.Count)];
        if (refund.Status != "succeeded")
        {
            history.Fired(Fault.RefundNeedsAction);
        }

        if (refund.Status != "succeeded" && history.World.Pick(2) == 0)
        {
            merchant.Account.CompleteRefund(refund.Id);
        }
        else
        {
            history.Fired(Fault.RefundFailsLater);
            merchant.Account.FailRefund(refund.Id);
        }

        history.World.Note($"bank moves {refund.Id} of {Merchant.OrderOf(refund)} on from {refund.Status}");
        history.Events.Collect(merchant);
    }

    /// <summary>Decides what waits for a person: yes, no, or never.</summary>
    internal static void DecideApprovals(History history, Merchant merchant)
    {
        foreach (var approval in merchant.Approvals.ToList())
        {
            Decide(history, merchant, approval);
        }
    }

    /// <summary>Somebody refunds in the dashboard: all that is left, unless an amount is said.</summary>
    internal static void RefundByHand(History history, Merchant merchant, long? amount)
    {
        try
        {
            var left = Merchant.Captured - merchant.Refunds.Where(refund => refund.Counts).Sum(refund => refund.Amount);
            merchant.Account.Refund(merchant.Payment.ChargeId, amount, status: "succeeded");
            history.Fired(Fault.RefundedInDashboard);
            merchant.Elsewhere.Add((history.World.Now, amount ?? left));
            history.World.Note($"somebody refunds {amount ?? left} in the dashboard");
            history.Events.Collect(merchant);
        }
        catch (InvalidOperationException refusal)
        {
            history.World.Note($"the dashboard refuses: {refusal.Message}");
        }
    }

    private static void Decide(History history, Merchant merchant, ApprovalRecord approval)
    {
        var isPrompt = history.World.Now - DateTimeOffset.FromUnixTimeSeconds(approval.Created) < Prompt;
        var isKnown = Merchant.OrderOf(approval) is { } id && history.Store.Find(merchant.Id, id)?.State == RefundState.AwaitingStripeApproval;
        var decision = history.World.Pick(5);
        if ((!isPrompt && !isKnown) || decision == 0 || history.World.Now.ToUnixTimeSeconds() >= approval.ExpiresAt)
        {
            return;
        }

        history.Fired(Fault.ApprovalRequired);
        history.World.Note($"approval {approval.Id} of {Merchant.OrderOf(approval)} is {(decision == 1 ? "denied" : "given")}");
        if (decision == 1)
        {
            merchant.Account.RejectRefund(approval.Id);
        }
        else
        {
            ApprovalOperations.Approve(merchant.Account.Books, approval.Id, merchant.Account.Books.Now());
            history.Checks.Posts.Arrived(merchant);
        }

        history.Events.Collect(merchant);
    }

    private static async Task ApproveAsync(History history, Merchant merchant)
    {
        for (var round = 0; round < 4; round++)
        {
            await history.World.DelayAsync(history.World.Span(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30))).ConfigureAwait(false);
            DecideApprovals(history, merchant);
        }
    }

    private static async Task RefundAsync(History history, Merchant merchant)
    {
        await history.World.DelayAsync(history.World.Span(TimeSpan.Zero, TimeSpan.FromMinutes(15))).ConfigureAwait(false);
        RefundByHand(history, merchant, history.World.Pick(3) switch { 0 => 1_000, 1 => 3_000, _ => null });
    }

    private static async Task FailAsync(History history, Merchant merchant)
    {
        for (var round = 0; round < 2; round++)
        {
            await history.World.DelayAsync(history.World.Span(TimeSpan.FromSeconds(10), TimeSpan.FromHours(3))).ConfigureAwait(false);
            MoveOn(history, merchant);
        }
    }

    private static async Task DisputeAsync(History history, Merchant merchant)
    {
        await history.World.DelayAsync(history.World.Span(TimeSpan.Zero, TimeSpan.FromMinutes(10))).ConfigureAwait(false);
        merchant.Account.OpenDispute(merchant.Payment.ChargeId, status: history.World.Pick(3) == 0 ? "warning_needs_response" : "needs_response");
        history.Fired(Fault.DisputeOpened);
        merchant.DisputedAt = history.World.Now;
        history.World.Note($"a dispute is opened");
        history.Events.Collect(merchant);
    }
}
