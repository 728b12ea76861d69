namespace BillingContext.Testing.Internal;

/// <summary>
/// What Stripe does by itself when time has passed. Nothing ticks: whoever looks at the account next finds it done,
/// each change dated when it fell due.
/// </summary>
internal sealed class DueChanges
{
    private readonly PriorityQueue<Action<long>, (long At, long Order)> _changes = new();
    private long _order;

    /// <summary>When the change that is being made fell due; null while none is.</summary>
    public long? At { get; private set; }

    public void Add(long at, Action<long> change) => _changes.Enqueue(change, (at, ++_order));

    public void Settle(long now)
    {
        while (_changes.TryPeek(out var change, out var due) && due.At <= now)
        {
            _changes.Dequeue();
            At = due.At;
            try
            {
                change(due.At);
            }
            finally
            {
                At = null;
            }
        }
    }
}
