using System.Globalization;

namespace BillingContext.Simulation.Running;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    internal const string Usage = """
        dotnet run -c Release --project tests/BillingContext.Simulation -- [options]

          --histories N     how many histories (1000)
          --seed S          the campaign's seed (1)
          --jobs J          in so many processes (1)
          --replay SEED     one history, with its text
          --defects         builds the code with each known defect, and expects every one to be caught
          --only a,b        these defects only
        """;

    internal int Histories { get; private init; } = 1_000;

    internal int Seed { get; private init; } = 1;

    internal int Jobs { get; private init; } = 1;

    internal int? Replay { get; private init; }

    internal bool Defects { get; private init; }

    internal string[]? Only { get; private init; }

    /// <summary>Which of so many processes this one is: then it prints its tally for another process.</summary>
    internal int? Part { get; private init; }

    /// <exception cref="FormatException">It cannot be understood.</exception>
    internal static Arguments Parse(IReadOnlyList<string> args)
    {
        var read = new Arguments();
        for (var i = 0; i < args.Count; i++)
        {
            string Next() => ++i < args.Count ? args[i] : throw new FormatException($"{args[i - 1]} wants a value.");
            int Number() => int.Parse(Next(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            read = args[i] switch
            {
                "--histories" => read with { Histories = Number() },
                "--seed" => read with { Seed = Number() },
                "--jobs" => read with { Jobs = Math.Max(1, Number()) },
                "--replay" => read with { Replay = Number() },
                "--defects" => read with { Defects = true },
                "--only" => read with { Only = Next().Split(',') },
                "--part" => read with { Part = Number() },
                _ => throw new FormatException($"'{args[i]}' is not known."),
            };
        }

        return read;
    }
}
