using BillingContext.Simulation.Defects;

namespace BillingContext.Simulation.Running;

/// <summary>Does what the command line asks for. 0 if all that must hold does.</summary>
internal static class Commands
{
    private const int LinesShown = 200;

    internal static int Run(string[] args)
    {
        Arguments asked;
        try
        {
            asked = Arguments.Parse(args);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            Console.Error.WriteLine($"{exception.Message}\n{Arguments.Usage}");
            return 2;
        }

        return asked switch
        {
            { Replay: { } seed } => Replay(seed),
            { Defects: true } => Workshop.Run(asked.Only),
            { Part: { } part } => RunPart(asked, part),
            _ => RunAll(asked),
        };
    }

    private static int Replay(int seed)
    {
        var outcome = OneThread.Run(() => Campaign.Replay(seed));
        Console.Write(outcome.Text);
        Console.WriteLine(outcome.Violation is { } violation ? $"seed {seed}: {violation}" : $"seed {seed}: everything holds");
        return outcome.Violation is null ? 0 : 1;
    }

    /// <summary>A part of a campaign, for the process that asked for it.</summary>
    private static int RunPart(Arguments asked, int part)
    {
        var tally = new Tally();
        var failed = OneThread.Run(() => Campaign.Run(asked.Seed, part, asked.Histories, asked.Jobs, tally));
        foreach (var line in tally.Write())
        {
            Console.WriteLine(line);
        }

        if (failed is { } first)
        {
            Console.WriteLine($"failed {first.Number} {first.Failed.Seed} {Reason(first.Failed)}");
        }

        return 0;
    }

    private static int RunAll(Arguments asked)
    {
        var tally = new Tally();
        var failed = asked.Jobs > 1
            ? Processes.Run(asked, tally)
            : OneThread.Run(() => Campaign.Run(asked.Seed, 0, asked.Histories, 1, tally)) is { } first ? (first.Number, first.Failed.Seed) : null;
        var isGood = Report.Print(tally, asked.Histories);
        return failed is { } found ? Show(found.Number, found.Seed) : isGood ? 0 : 1;
    }

    /// <summary>The end of a failed history here, and all of it in a file.</summary>
    private static int Show(int number, int seed)
    {
        var outcome = OneThread.Run(() => Campaign.Replay(seed));
        var file = Path.Combine(Path.GetTempPath(), $"simulation-{seed}.txt");
        File.WriteAllText(file, outcome.Text);
        var lines = outcome.Text.Split('\n');
        foreach (var line in lines[^Math.Min(LinesShown, lines.Length)..])
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"History {number} is violated: {Reason(outcome)}\nAll of it is in {file}; again with --replay {seed}");
        return 1;
    }

    private static string Reason(Outcome outcome) => (outcome.Violation ?? $"code left its thread {outcome.Hops} times").ReplaceLineEndings(" ");
}
