using BillingContext.Webhooks;

namespace BillingContext.Simulation.Nodes;

/// <summary>The host's handler of refunds and disputes.</summary>
internal sealed class EventHandlers(HandlerDesk desk) : IWebhookHandler<RefundChange>, IWebhookHandler<DisputeChange>
{
    public Task HandleAsync(RefundChange change, CancellationToken cancellationToken) => desk.HandleAsync(change.Event, cancellationToken);

    public Task HandleAsync(DisputeChange change, CancellationToken cancellationToken) => desk.HandleAsync(change.Event, cancellationToken);
}
