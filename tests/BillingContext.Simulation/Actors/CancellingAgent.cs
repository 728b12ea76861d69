using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using BillingContext.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Actors;

/// <summary>Somebody at the helpdesk who ends a subscription, and asks again with the same id until told something final.</summary>
internal sealed class CancellingAgent(History history, Merchant merchant, Ending[] asked, TimeSpan begin)
{
    private const int MostAttempts = 4;

    internal async Task RunAsync()
    {
        var world = history.World;
        await world.DelayAsync(begin).ConfigureAwait(false);
        foreach (var ending in asked)
        {
            await PreviewAsync(ending).ConfigureAwait(false);
            for (var attempt = 0; attempt < MostAttempts && !await AskAsync(ending).ConfigureAwait(false); attempt++)
            {
                await world.DelayAsync(world.Span(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3))).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Looks before it leaps: the same questions are asked of Stripe, and nothing is to come of it.</summary>
    private async Task PreviewAsync(Ending ending)
    {
        if (history.World.Pick(3) > 0 || history.AnyNode() is not { } node)
        {
            return;
        }

        try
        {
            var preview = await node.AskAsync(
                Activity.Cancellation, services => services.GetRequiredService<ISubscriptionService>().PreviewAsync(ending.RequestTo(merchant))).ConfigureAwait(false);
            history.World.Note($"{node.Name} shows {ending.RequestId}: {preview.Decision}");
        }
        catch (Exception exception) when (exception is NodeDiedException or BillingException)
        {
            history.World.Note($"{node.Name} shows nothing of {ending.RequestId}: {(exception as BillingException)?.Code ?? exception.GetType().Name}");
        }
    }

    private async Task<bool> AskAsync(Ending ending)
    {
        var world = history.World;
        if (history.AnyNode() is not { } node)
        {
            return false;
        }

        try
        {
            var request = ending.RequestTo(merchant);
            world.Note($"{node.Name} is asked for {merchant.Id} {request}");
            var result = await node.AskAsync(Activity.Cancellation, services => services.GetRequiredService<ISubscriptionService>().CancelAsync(request)).ConfigureAwait(false);
            world.Note($"{node.Name} says {result}");
            return result.State is not (CancellationState.Unknown or CancellationState.InProgress or CancellationState.NeedsHuman)
                && !result.Reasons.Any(Agent.IsHeldBack);
        }
        catch (Exception exception) when (exception is NodeDiedException or BillingException)
        {
            world.Note($"{node.Name} fails {ending.RequestId}: {(exception as BillingException)?.Code ?? exception.GetType().Name}");
            return false;
        }
    }
}
