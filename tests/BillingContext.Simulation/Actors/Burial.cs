using BillingContext.Refunds;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;

namespace BillingContext.Simulation.Actors;

/// <summary>
/// A refund of ours whose answer was lost is buried: a newer one, by hand, comes before it in the payment's list, and the list changes
/// whenever its next page is asked for. Half of it shows the stand-in, and not what it would double.
/// </summary>
internal static class Burial
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    internal static async Task RunAsync(History history, Merchant merchant)
    {
        var world = history.World;
        var until = world.Now + Patience;
        merchant.FateOfPosts = Fault.ReplyLost;
        while (!merchant.Refunds.Any(IsUnknown) && world.Now < until)
        {
            await world.DelayAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        }

        merchant.FateOfLaterPages = Fault.ObjectGoneWhilePaging;
        Hands.RefundByHand(history, merchant, 1_000);

        // Answers come again, and what was asked for before can still land for an hour: only then is it missed.
        await world.DelayAsync(world.Span(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5))).ConfigureAwait(false);
        merchant.FateOfPosts = null;
        await world.DelayAsync(world.Span(TimeSpan.FromHours(2), TimeSpan.FromHours(30))).ConfigureAwait(false);
        merchant.FateOfLaterPages = null;

        bool IsUnknown(Testing.Internal.Records.RefundRecord refund) =>
            Merchant.OrderOf(refund) is { } id && history.Store.Find(merchant.Id, id) is { Refund: null, State: RefundState.InProgress or RefundState.Unknown };
    }
}
