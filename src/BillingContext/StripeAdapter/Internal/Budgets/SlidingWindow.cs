namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>When requests left, as far back as their rate looks: exact for any window, and by the clock it is given.</summary>
internal sealed class SlidingWindow(long frequency)
{
    private readonly List<long> sends = [];

    internal bool IsOpen(Rate rate, long now) => ReadyAt(rate, now, ahead: 0) <= now;

    internal void Record(long now) => sends.Add(now);

    /// <summary>When a request may leave before which so many others do, as soon as they may.</summary>
    internal long ReadyAt(Rate rate, long now, int ahead)
    {
        var span = (long)(rate.Span.TotalSeconds * frequency);
        sends.RemoveRange(0, sends.TakeWhile(sent => sent + span <= now).Count());
        var free = Math.Max(0, rate.Requests - sends.Count);
        if (ahead < free)
        {
            return now;
        }

        // As if the free places had been taken now: from then on each leaves when the one a whole rate before it is out of sight.
        var behind = ahead - free;
        var place = Math.Max(0, sends.Count - rate.Requests) + (behind % rate.Requests);
        return (place < sends.Count ? sends[place] : now) + (span * ((behind / rate.Requests) + 1));
    }
}
