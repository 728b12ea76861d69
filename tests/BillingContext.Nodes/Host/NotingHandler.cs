using BillingContext.Webhooks;

namespace BillingContext.Nodes.Host;

/// <summary>A host's handler: slow or failing as it was told, and then saying which event it handled.</summary>
internal sealed class NotingHandler(NodeOrder order, NotingHandler.Count count) : IWebhookHandler<RefundChange>
{
    public async Task HandleAsync(RefundChange change, CancellationToken cancellationToken)
    {
        var run = count.Next();
        if (order.HandlerDelay > TimeSpan.Zero)
        {
            await Task.Delay(order.HandlerDelay, cancellationToken);
        }

        if (order.FailEvery > 0 && run % order.FailEvery == 0)
        {
            throw new InvalidOperationException("This handler fails now and then, as it was told to.");
        }

        Console.Out.WriteLine($"handled {change.Event.Id}");
    }

    /// <summary>How often a handler ran on this node.</summary>
    internal sealed class Count
    {
        private int runs;

        internal int Next() => Interlocked.Increment(ref runs);
    }
}
