using BillingContext.Internal;

namespace BillingContext.Webhooks.Internal;

/// <summary>Wakes one who waits. Who shared it with another would change threads.</summary>
internal sealed class Bell(Promises promises)
{
    private TaskCompletionSource ringing = promises.Create();

    /// <summary>Rings at the next news; taken before the store is read, so that none slips between.</summary>
    internal Task Arm()
    {
        if (ringing.Task.IsCompleted)
        {
            Interlocked.Exchange(ref ringing, promises.Create());
        }

        return Volatile.Read(ref ringing).Task;
    }

    internal void Ring() => Volatile.Read(ref ringing).TrySetResult();
}
