using BillingContext.Simulation.Crash.Wires;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Simulation.Crash;

/// <summary>Every place a process passes, by what it found: measured on a store of its own before anything is killed in earnest.</summary>
/// <param name="Places">How many places there are; where Idle, those of what it is asked for, otherwise those of the start.</param>
/// <param name="Ways">Where somebody dies who leaves a situation behind: right before Stripe is asked, or right after it answered.</param>
internal sealed record CrashMap(IReadOnlyDictionary<Situation, IReadOnlyList<string>> Places, IReadOnlyDictionary<Situation, Death> Ways)
{
    internal static async Task<CrashMap> MeasureAsync(CrashWorld world, Deed deed)
    {
        // The first one of a merchant takes a step more, so that the second is the one to measure.
        var empty = await world.RunAsync([world.NewAsk()], isTold: true);
        var idle = await world.RunAsync([world.NewAsk()], isTold: true);
        var writes = deed.Writes();
        var ways = new Dictionary<Situation, Death> { [Situation.NotSent] = At(idle, $"before {writes[0]}") };
        if (writes.Count > 1)
        {
            ways[Situation.Half] = At(idle, $"after {writes[0]}");
        }

        ways[Situation.Landed] = At(idle, $"after {writes[^1]}");

        // Once the tables are there, the store is no longer empty.
        var making = In(empty, Phases.Sweep);
        making = making[..(making.IndexOf("after COMMIT") + 1)];
        var places = new Dictionary<Situation, IReadOnlyList<string>> { [Situation.Empty] = making, [Situation.Idle] = In(idle, Phases.Ask) };

        // Each process settles what the one before left, and leaves the next situation.
        await world.RunAsync([world.NewAsk()], ways[Situation.NotSent]);
        Situation[] left = [.. ways.Keys];
        for (var at = 0; at < left.Length; at++)
        {
            world.Wait(CrashCampaign.PastLeases);
            var report = await world.RunAsync([world.NewAsk()], at + 1 < left.Length ? ways[left[at + 1]] : null, isTold: true);
            places[left[at]] = In(report, Phases.Sweep);
        }

        return new CrashMap(places, ways);
    }

    private static Death At(ChildReport report, string place) => report.Passed().Single(passed => passed.Place == place).At;

    private static List<string> In(ChildReport report, string phase) =>
        [.. report.Passed().Where(passed => passed.At.Phase == phase).Select(passed => passed.Place)];
}
