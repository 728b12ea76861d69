namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>A pause because Stripe said that it was too much: as long as Stripe asked for, or longer each time.</summary>
internal sealed class SlowDown(long frequency)
{
    private const int MostDoublings = 4;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private int inARow;

    /// <summary>Nothing leaves before.</summary>
    internal long Until { get; private set; } = long.MinValue;

    internal void Begin(long now, TimeSpan? retryAfter)
    {
        var span = retryAfter ?? First * (1 << Math.Min(inARow, MostDoublings));

        // What left before the pause and is refused during it tells nothing new.
        inARow += now >= Until ? 1 : 0;
        Until = Math.Max(Until, now + (long)((span < Longest ? span : Longest).TotalSeconds * frequency));
    }

    internal void Passed(long now) => inARow = now >= Until ? 0 : inARow;
}
