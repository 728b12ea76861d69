using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;

namespace BillingContext.Simulation.Actors;

/// <summary>A request is held up on its way, and whoever asks again in the meantime is refused: a refusal that says nothing of the first.</summary>
internal static class Latecomer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    internal static async Task RunAsync(History history, Merchant merchant)
    {
        var world = history.World;
        var until = world.Now + Patience;
        merchant.FateOfPosts = Fault.ArrivesMinutesLate;
        while (history.Checks.Posts.Sent(merchant) + history.Checks.Cancellations.Sent(merchant) == 0 && world.Now < until)
        {
            await world.DelayAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }

        merchant.FateOfPosts = world.Pick(2) == 0 ? Fault.AnsweredForbidden : Fault.ToldToRetry;
        await world.DelayAsync(world.Span(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(20))).ConfigureAwait(false);
        merchant.FateOfPosts = null;
    }
}
