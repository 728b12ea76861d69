using System.Diagnostics;

namespace BillingContext.Benchmarks.Measuring;

/// <summary>A piece of work and its floor, warm, measured in turns so that what disturbs one disturbs the other.</summary>
internal sealed class Pair
{
    private const int Rounds = 1_001;
    private const int Batches = 7;
    private const int RunsPerBatch = 50;
    private const int CalmStages = 4;
    private const int MostStages = 20;
    private static readonly TimeSpan TurnLength = TimeSpan.FromMicroseconds(100);
    private static readonly TimeSpan WarmUpStage = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan JitPause = TimeSpan.FromMilliseconds(300);

    private readonly Action work;
    private readonly Action floor;
    private readonly int runsPerTurn;

    internal Pair(Action work, Action floor)
    {
        (this.work, this.floor) = (work, floor);

        WarmUp();
        runsPerTurn = Math.Max(1, (int)(TurnLength / Fastest(floor, RunsPerBatch)));
    }

    /// <summary>
    /// How often the floor's time the work takes. Of many short turns the fast ones are compared, which nothing interrupted:
    /// on a busy machine a mean, and a median too, counts mostly other people's work. Collections are not in it; bytes are.
    /// </summary>
    internal double Ratio()
    {
        var (workTurns, floorTurns) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            floorTurns[round] = Turn(floor);
            workTurns[round] = Turn(work);
        }

        return Undisturbed(workTurns) / Undisturbed(floorTurns);
    }

    /// <summary>What one run of the work takes when nothing interrupts it: of this machine, and only to be read beside the ratio.</summary>
    internal double Nanoseconds()
    {
        var turns = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            turns[round] = Turn(work);
        }

        return Undisturbed(turns) / runsPerTurn * (1e9 / Stopwatch.Frequency);
    }

    /// <summary>What one run of the work allocates.</summary>
    internal double Bytes() => Bytes(work);

    /// <summary>What one run allocates once pools are filled: the least of several batches, because a collection may empty them.</summary>
    private static double Bytes(Action action)
    {
        var least = long.MaxValue;
        for (var batch = 0; batch < Batches; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var run = 0; run < RunsPerBatch; run++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)least / RunsPerBatch;
    }

    /// <summary>
    /// From precompiled code to instrumented code to optimised code takes calls and then a quiet moment, twice over, and longer
    /// where the compiler waits for a core: until neither side has become faster for some stages.
    /// </summary>
    private void WarmUp()
    {
        var best = TimeSpan.MaxValue;
        for (int stage = 0, calm = 0; stage < MostStages && calm < CalmStages; stage++)
        {
            var (fastestWork, fastestFloor) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < WarmUpStage;)
            {
                fastestWork = Min(fastestWork, Fastest(work, 1));
                fastestFloor = Min(fastestFloor, Fastest(floor, 1));
            }

            Thread.Sleep(JitPause);
            var fastest = fastestWork + fastestFloor;
            calm = fastest < best * 0.97 ? 0 : calm + 1;
            best = Min(best, fastest);
        }
    }

    private static double Undisturbed(double[] turns)
    {
        Array.Sort(turns);
        return turns[turns.Length / 20];
    }

    private double Turn(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        for (var run = 0; run < runsPerTurn; run++)
        {
            action();
        }

        return Stopwatch.GetTimestamp() - started;
    }

    private static TimeSpan Fastest(Action action, int runs)
    {
        var fastest = TimeSpan.MaxValue;
        for (var run = 0; run < runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            fastest = Min(fastest, Stopwatch.GetElapsedTime(started));
        }

        return fastest;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
