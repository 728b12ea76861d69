using BillingContext.Webhooks;

namespace TrimmedConsumer;

internal sealed class RefundWatcher : IWebhookHandler<RefundChange>
{
    internal static string? Heard { get; private set; }

    public Task HandleAsync(RefundChange change, CancellationToken cancellationToken)
    {
        Heard = change.Refund?.Id.Value;
        return Task.CompletedTask;
    }
}
