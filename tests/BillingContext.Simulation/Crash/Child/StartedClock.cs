namespace BillingContext.Simulation.Crash.Child;

/// <summary>A clock that was set when the process began, and goes on from there as this machine's does.</summary>
internal sealed class StartedClock(DateTimeOffset start) : TimeProvider
{
    private readonly long began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(began);
}
