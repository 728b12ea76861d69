namespace BillingContext.Tests.Simulation;

/// <summary>A clock that stands still until the world fires its next timer.</summary>
internal sealed class VirtualTime(World world) : TimeProvider
{
    private readonly List<VirtualTimer> timers = [];
    private DateTimeOffset now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private long made;

    internal bool HasTimers => timers.Count > 0;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state, made++);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void FireNext()
    {
        var next = timers.MinBy(timer => (timer.Due, timer.Number))!;
        now = next.Due > now ? next.Due : now;
        timers.Remove(next);
        world.Note("timer");
        next.Fire();
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state, long number) : ITimer
    {
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        internal long Number { get; } = number;

        internal DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.timers.Remove(this);
            every = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Due = time.now + dueTime;
                time.timers.Add(this);
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

        public void Dispose() => time.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
