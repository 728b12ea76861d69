namespace BillingContext.Nodes.Host;

/// <summary>The system's clock, put forward when told: leases of minutes end at once.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    internal void Pass(TimeSpan span) => Interlocked.Add(ref ahead, span.Ticks);
}
