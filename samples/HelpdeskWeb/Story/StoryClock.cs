namespace HelpdeskWeb.Story;

/// <summary>A clock that runs, from whenever it was set to.</summary>
internal sealed class StoryClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    internal void Set(DateTimeOffset now) => Interlocked.Exchange(ref _ahead, (now - System.GetUtcNow()).Ticks);

    internal void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
