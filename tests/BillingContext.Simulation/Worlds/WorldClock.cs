namespace BillingContext.Simulation.Worlds;

/// <summary>The world's time: Stripe's, and everybody's outside the nodes.</summary>
internal sealed class WorldClock(World world) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now;

    public override long GetTimestamp() => world.Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(null, callback, state, dueTime, period);
}
