using System.Diagnostics;
using System.Globalization;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Simulation.Crash;

/// <summary>Many agents in two processes refund one payment at once: several the same request, all of them more than there is.</summary>
internal sealed class AgentsRun(CrashArguments arguments, TextWriter output)
{
    private const long Captured = 100_00;
    private const int AsksPerAgent = 3;
    private readonly Random random = new(arguments.Seed);

    internal async Task<bool> RunAsync(TemporaryStore store)
    {
        await using var world = await CrashWorld.OpenAsync(store, arguments.Defect);
        var payment = world.Pay(Captured);

        // About twice what was captured, in amounts between 3 and 7.
        for (var i = 1; i <= Math.Max(8, arguments.Agents * 5 / 8); i++)
        {
            world.Asked.Add(new Ask($"agents-{i}", payment, random.Next(3_00, 7_01)));
        }

        var began = Stopwatch.GetTimestamp();
        List<ChildReport> reports = [.. await BothAsync(world)];
        var took = Stopwatch.GetElapsedTime(began);

        var comparison = new Comparison(world);
        await comparison.LookAsync("after both processes");
        world.Wait(TimeSpan.FromHours(2));
        await world.RunAsync([]);
        await comparison.CloseAsync();

        var refunded = world.Stripe.Account.Refunds.Sum(refund => refund.Amount);
        if (refunded > Captured)
        {
            comparison.Verdict.Doubled(payment, $"{refunded} of {Captured} captured was refunded");
        }

        await SayAsync($"{arguments.Store}: {arguments.Agents} agents in 2 processes asked {arguments.Agents * AsksPerAgent} times");
        var asked = world.Asked.Sum(ask => ask.Amount);
        await SayAsync($"for {world.Asked.Count} refunds, {asked / 100m:0.00} of a payment of {Captured / 100m:0.00}");
        await SayAsync($"{world.Stripe.Account.Refunds.Count} refunds, {refunded / 100m:0.00}, in {took.TotalSeconds:0.0} s");
        await SayAsync($"answers: {string.Join(", ", Answers(reports))}");
        foreach (var finding in comparison.Verdict.Findings)
        {
            await SayAsync($"{finding}");
        }

        await SayAsync($"{comparison.Verdict}");
        return comparison.Verdict.IsClean && refunded > 0;
    }

    /// <summary>Every agent asks for some, in an order of its own, and each request is asked for by several in both processes.</summary>
    private async Task<ChildReport[]> BothAsync(CrashWorld world)
    {
        var agents = arguments.Agents / 2;
        var processes = new List<ChildProcess>();
        for (var process = 0; process < 2; process++)
        {
            var asks = Enumerable.Range(0, agents * AsksPerAgent).Select(at => world.Asked[at % world.Asked.Count]).ToArray();
            random.Shuffle(asks);
            processes.Add(world.Start(asks, agents: agents));
        }

        foreach (var process in processes)
        {
            while (await process.ReadLineAsync() is not (null or "ready"))
            {
                // Whatever it says before.
            }
        }

        await Task.WhenAll(processes.Select(process => process.TellAsync("go")));
        var reports = await Task.WhenAll(processes.Select(process => process.EndAsync()));
        processes.ForEach(process => process.Dispose());
        return Array.TrueForAll(reports, report => report.ExitCode == 0)
            ? reports
            : throw new InvalidOperationException(string.Join('\n', reports.Select(report => report.Error)));
    }

    private static IEnumerable<string> Answers(IEnumerable<ChildReport> reports) => reports
        .SelectMany(report => report.Said)
        .Select(line => line.Split(' ', 3))
        .GroupBy(words => words is ["result", _, var what] ? what : string.Join(' ', words), StringComparer.Ordinal)
        .OrderByDescending(answers => answers.Count())
        .Select(answers => $"{answers.Key} {answers.Count()}");

    private Task SayAsync(FormattableString text) => output.WriteLineAsync(text.ToString(CultureInfo.InvariantCulture));
}
