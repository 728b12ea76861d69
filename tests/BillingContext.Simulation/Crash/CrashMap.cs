using BillingContext.Simulation.Crash.Wires;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Simulation.Crash;

/// <summary>Every place a process passes, by what it found: measured on a store of its own before anything is killed in earnest.</summary>
/// <param name="Places">How many places there are; where Idle, those of the refund, otherwise those of the start.</param>
/// <param name="BeforeAsking">In a refund, right before Stripe is asked for it.</param>
/// <param name="AfterAnswer">In a refund, right after Stripe answered.</param>
internal sealed record CrashMap(IReadOnlyDictionary<Situation, IReadOnlyList<string>> Places, Death BeforeAsking, Death AfterAnswer)
{
    private const string Asking = "POST /v1/refunds";

    internal static async Task<CrashMap> MeasureAsync(CrashWorld world)
    {
        // The first refund of a merchant takes a step more, so that the second is the one to measure.
        var empty = await world.RunAsync([world.NewAsk()], isTold: true);
        var idle = await world.RunAsync([world.NewAsk()], isTold: true);
        var before = idle.Passed().Single(passed => passed.Place == $"before {Asking}").At;
        var after = idle.Passed().Single(passed => passed.Place == $"after {Asking}").At;

        await world.RunAsync([world.NewAsk()], before);
        world.Wait(CrashCampaign.PastLeases);
        var notSent = await world.RunAsync([world.NewAsk()], after, isTold: true);
        world.Wait(CrashCampaign.PastLeases);
        var landed = await world.RunAsync([], isTold: true);

        // Once the tables are there, the store is no longer empty.
        var making = In(empty, Phases.Sweep);
        making = making[..(making.IndexOf("after COMMIT") + 1)];
        return new CrashMap(
            new Dictionary<Situation, IReadOnlyList<string>>
            {
                [Situation.Empty] = making,
                [Situation.Idle] = In(idle, Phases.Refund),
                [Situation.NotSent] = In(notSent, Phases.Sweep),
                [Situation.Landed] = In(landed, Phases.Sweep),
            },
            before,
            after);
    }

    private static List<string> In(ChildReport report, string phase) =>
        [.. report.Passed().Where(passed => passed.At.Phase == phase).Select(passed => passed.Place)];
}
