using System.Diagnostics;

namespace BillingContext.Simulation.Running;

/// <summary>Many histories, one after the other, until one violates an invariant.</summary>
internal static class Campaign
{
    /// <summary>The seed of a campaign's nth history: replayed by itself it is the same.</summary>
    internal static int SeedOf(int seed, int history) => unchecked((seed * 1_000_003) + history);

    /// <summary>Runs histories; the first that fails is replayed with its text.</summary>
    /// <param name="seed">The campaign's.</param>
    /// <param name="from">The first history's number.</param>
    /// <param name="count">How many.</param>
    /// <param name="step">Every how manieth: campaigns are split so.</param>
    /// <param name="tally">What was seen.</param>
    internal static (int Number, Outcome Failed)? Run(int seed, int from, int count, int step, Tally tally)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            for (var number = from; number < count; number += step)
            {
                var outcome = History.Run(SeedOf(seed, number), isRecorded: false, tally);
                if (outcome.Violation is not null || outcome.Hops > 0)
                {
                    return (number, Replay(outcome.Seed));
                }
            }

            return null;
        }
        finally
        {
            tally.Took += Stopwatch.GetElapsedTime(started);
        }
    }

    /// <summary>One history with its text.</summary>
    internal static Outcome Replay(int seed) => History.Run(seed, isRecorded: true, new Tally());
}
