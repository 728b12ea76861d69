using BillingContext.Simulation.Running;
using BillingContext.Simulation.Worlds;
using BillingContext.Webhooks;

namespace BillingContext.Simulation.Nodes;

/// <summary>What the host's handlers do on a node: they note that they ran, and sometimes fail before or after.</summary>
internal sealed class HandlerDesk(History history, Node node, Life life)
{
    internal async Task HandleAsync(WebhookEvent @event, CancellationToken cancellationToken)
    {
        var world = history.World;
        await world.StepAsync(life, "handler").ConfigureAwait(false);
        var fails = history.Rates.Handler;
        if (world.Happens(fails))
        {
            history.Fired(Fault.HandlerThrows);
            throw new InvalidOperationException("The handler fails.");
        }

        if (world.Happens(fails / 4))
        {
            history.Fired(Fault.HandlerHangs);
            await new TaskCompletionSource(TaskCreationOptions.None).Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        history.Events.Handled(@event);
        if (world.Happens(fails / 8))
        {
            history.Fired(Fault.HandlerDies);
            node.Crash();
            await world.StepAsync(life, "never").ConfigureAwait(false);
        }
    }
}
