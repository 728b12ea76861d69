using BillingContext.Internal;

namespace BillingContext.Payments.Internal;

/// <summary>A context that is being read, and those who wait for it. Each has a promise of their own: two that shared one would change threads.</summary>
#pragma warning disable CA1001 // The source is never disposed: it holds nothing, and may be cancelled while the reading ends.
internal sealed class ContextReading(ContextKey key, long startedAt)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource abandoned = new();
    private readonly LinkedList<TaskCompletionSource<ContextOutcome>> seats = new();

    internal ContextKey Key { get; } = key;

    /// <summary>As of when it is, in ticks of the time provider.</summary>
    internal long StartedAt { get; } = startedAt;

    /// <summary>Something changed since it began: it is for those who asked before.</summary>
    internal bool Outdated { get; set; }

    /// <summary>Its seats are final: it is over, or nobody waits.</summary>
    internal bool IsClosed { get; set; }

    internal bool HasSeats => seats.Count > 0;

    /// <summary>Ends when nobody waits any more.</summary>
    internal CancellationToken Abandoned => abandoned.Token;

    internal LinkedListNode<TaskCompletionSource<ContextOutcome>> Seat(Promises promises) => seats.AddLast(promises.Create<ContextOutcome>());

    internal void Leave(LinkedListNode<TaskCompletionSource<ContextOutcome>> seat) => seats.Remove(seat);

    internal void Abandon() => abandoned.Cancel();

    /// <summary>Tells everybody, once it is closed.</summary>
    internal void Tell(ContextOutcome outcome)
    {
        foreach (var seat in seats)
        {
            seat.TrySetResult(outcome);
        }
    }
}
