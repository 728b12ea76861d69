using BillingContext.Simulation.Worlds;

namespace BillingContext.Simulation.Nodes;

/// <summary>A node's own idea of the world's time: its wall clock may be off and may step; what it measures with never does.</summary>
internal sealed class NodeClock(World world, Node node, Life life) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now + node.Skew;

    public override long GetTimestamp() => world.Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(life, callback, state, dueTime, period);
}
