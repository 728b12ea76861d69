using System.Diagnostics;
using System.Globalization;
using BillingContext.Simulation.Crash.Wires;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Simulation.Crash;

/// <summary>Kills one process after the other on one store, and compares after each death and in the end.</summary>
internal sealed class CrashCampaign(CrashArguments arguments, TextWriter output)
{
    /// <summary>How long a process waits for its successor: longer than a lease lasts.</summary>
    internal static readonly TimeSpan PastLeases = TimeSpan.FromMinutes(3);

    /// <summary>Who meets a fault may end before the place it was to die at; so many in a row cannot.</summary>
    private const int MostSurvivors = 50;

    private readonly Random random = new(arguments.Seed);
    private int kills;
    private int processes;

    /// <summary>Whether nothing was found against the code.</summary>
    internal async Task<bool> RunAsync(Func<TemporaryStore> newStore)
    {
        CrashMap map;
        await using (var trial = await CrashWorld.OpenAsync(newStore(), Defect.None, arguments.Deed))
        {
            map = await CrashMap.MeasureAsync(trial, arguments.Deed);
        }

        var places = string.Join(", ", map.Places.Select(places => $"{places.Key} {places.Value.Count}"));
        await SayAsync($"{arguments.Store}, {arguments.Deed.ToString().ToLowerInvariant()}, seed {arguments.Seed}: places to die at, by what a process finds: {places}");
        var plan = new CrashPlan(map, arguments.Kills, random);
        await using var world = await CrashWorld.OpenAsync(newStore(), arguments.Defect, arguments.Deed);
        var comparison = new Comparison(world);
        var faults = new CrashFaults(world.Stripe, arguments.Deed);
        var began = Stopwatch.GetTimestamp();
        await KillAsync(world, comparison, plan, faults);
        var took = Stopwatch.GetElapsedTime(began);
        await SettleAsync(world, comparison);

        await SayAsync($"{kills} kills of {processes} processes at {plan.Taken} of {plan.Places} places");
        await SayAsync($"{took.TotalSeconds:0.0} s, {took.TotalSeconds / kills:0.00} s a kill");
        await SayAsync($"faults besides: {string.Join(", ", faults.Fired)}");
        await SayAsync($"{world.Asked.Count} requests, {comparison.Refunds().Count()} refunded{(arguments.Deed == Deed.Cancellation ? $", {world.Asked.Count(world.HasEnded)} ended" : "")}");
        foreach (var finding in comparison.Verdict.Findings)
        {
            await SayAsync($"{finding}");
        }

        await SayAsync($"{comparison.Verdict}");
        return comparison.Verdict.IsClean;
    }

    private async Task KillAsync(CrashWorld world, Comparison comparison, CrashPlan plan, CrashFaults faults)
    {
        while (kills < arguments.Kills)
        {
            var situation = plan.IsFirst ? Situation.Empty : comparison.Situation;

            // Every fourth dies anywhere, and something goes wrong at Stripe as well.
            var death = plan.IsFirst || processes % 4 != 3 ? plan.Next(situation) : null;
            var isPlanned = death is not null;
            List<Ask> asks = [world.NewAsk()];
            if (!isPlanned)
            {
                faults.Script();
                if (world.Asked.Count > 1 && random.Next(2) == 0)
                {
                    // Somebody asks again for what they got no answer to.
                    asks.Insert(0, world.Asked[^2]);
                }
            }

            var report = await world.RunAsync(asks, death ?? plan.Any(situation));
            faults.Clear();
            processes++;
            kills += report.IsKilled ? 1 : 0;
            if (processes > (2 * arguments.Kills) + MostSurvivors)
            {
                throw new InvalidOperationException($"Only {kills} of {processes} processes died where they were told to.");
            }

            if (!plan.IsFirst)
            {
                await comparison.LookAsync(report.End);
            }

            world.Wait(isPlanned ? PastLeases : random.Next(20) switch
            {
                0 => TimeSpan.FromHours(25),
                1 or 2 => TimeSpan.FromHours(2),
                _ => PastLeases,
            });
        }
    }

    /// <summary>Stripe is well, nobody dies, and everybody asks once more for everything.</summary>
    private static async Task SettleAsync(CrashWorld world, Comparison comparison)
    {
        const int MostRounds = 8;
        for (var round = 0; round < MostRounds && (round == 0 || comparison.Situation != Situation.Idle); round++)
        {
            world.Wait(TimeSpan.FromHours(round == 0 ? 2 : 7));
            await world.RunAsync(world.Asked);
            await comparison.LookAsync("after all was well again");
        }

        await comparison.CloseAsync();
    }

    private Task SayAsync(FormattableString text) => output.WriteLineAsync(text.ToString(CultureInfo.InvariantCulture));
}
