namespace BillingContext.Simulation.Worlds;

/// <summary>A timer on the world's one time. It belongs to a node's life, dies with it, and waits while that is paused.</summary>
internal sealed class WorldTimer(World world, Life? life, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan every = Timeout.InfiniteTimeSpan;

    internal Life? Life { get; } = life;

    /// <summary>Raised by every change: what is queued under an older one is void.</summary>
    internal int Setting { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Setting++;
        every = period;
        if (dueTime != Timeout.InfiniteTimeSpan && Life is not { IsDead: true })
        {
            world.Queue(this, dueTime);
        }

        return true;
    }

    internal void Fire()
    {
        if (every > TimeSpan.Zero)
        {
            Change(every, every);
        }

        callback(state);
    }

    public void Dispose() => Setting++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
