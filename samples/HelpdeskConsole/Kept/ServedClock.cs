namespace HelpdeskConsole.Kept;

/// <summary>The clock of a Stripe that is served elsewhere, as it was when asked, and going on.</summary>
internal sealed class ServedClock(DateTimeOffset asked) : TimeProvider
{
    private readonly long since = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => asked + System.GetElapsedTime(since);
}
