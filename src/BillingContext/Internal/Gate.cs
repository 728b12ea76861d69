namespace BillingContext.Internal;

/// <summary>Lets one in at a time, in the order they came. Not a semaphore: that one always wakes its waiters on other threads.</summary>
/// <param name="promise">Makes what a waiter waits on, and so says on whose thread it goes on: in production never on that of who leaves.</param>
internal sealed class Gate(Func<TaskCompletionSource> promise)
{
    private readonly Lock door = new();
    private readonly Queue<TaskCompletionSource> waiting = new();
    private bool isTaken;

    /// <summary>Waits to be let in. Who was let in must <see cref="Leave"/>; who gave up waiting was not.</summary>
    internal async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource turn;
        lock (door)
        {
            if (!isTaken)
            {
                isTaken = true;
                return;
            }

            turn = promise();
            waiting.Enqueue(turn);
        }

        // Whichever of the two comes first: a turn that was given cannot be given up any more.
        var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await using (registration.ConfigureAwait(false))
        {
            await turn.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Lets the next in who still waits.</summary>
    internal void Leave()
    {
        while (true)
        {
            TaskCompletionSource? next;
            lock (door)
            {
                if (!waiting.TryDequeue(out next))
                {
                    isTaken = false;
                    return;
                }
            }

            // Outside the lock: in a simulation the waiter goes on right here.
            if (next.TrySetResult())
            {
                return;
            }
        }
    }
}
