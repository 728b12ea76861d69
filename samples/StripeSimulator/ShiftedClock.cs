namespace ServedStripe;

/// <summary>This machine's clock, moved into the future by as much as somebody asked for.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _ahead;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    /// <summary>Moves the clock. Timers run in real time.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);

        Interlocked.Add(ref _ahead, by.Ticks);
    }
}
