using System.Globalization;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Simulation.Crash;

/// <summary>What the command line asks for.</summary>
internal sealed record CrashArguments
{
    internal const string Usage =
        """
        --crash  [--kills 200] [--store sqlite|postgres] [--deed refund|approval|cancellation] [--seed 1] [--defect FreshKey|LateIntent|UnauditedOutcome|ErrorIsFinal]
            kills a process with SIGKILL wherever it reaches the world, starts another on the same store, and compares with Stripe
        --agents 64 [--store sqlite|postgres]
            so many agents in two processes refund one payment at once
        For postgres, BILLINGCONTEXT_POSTGRES names the server: 'Host=localhost;Database=billing;Username=billing;Password=…'
        """;

    /// <summary>0 for the crash run.</summary>
    internal int Agents { get; private init; }

    internal int Kills { get; private init; } = 200;

    internal string Store { get; private init; } = StoreAddress.Sqlite;

    internal int Seed { get; private init; } = 1;

    internal Defect Defect { get; private init; }

    internal Deed Deed { get; private init; }

    /// <summary>Null when they make no sense.</summary>
    internal static CrashArguments? Parse(IReadOnlyList<string> words)
    {
        CrashArguments? arguments = new();
        for (var i = 0; i < words.Count && arguments is not null; i++)
        {
            arguments = words[i] == "--crash" ? arguments : i + 1 < words.Count ? arguments.With(words[i], words[++i]) : null;
        }

        return arguments;
    }

    private CrashArguments? With(string name, string value) => name switch
    {
        "--agents" when IsNumber(value, out var agents) && agents % 2 == 0 => this with { Agents = agents },
        "--kills" when IsNumber(value, out var kills) => this with { Kills = kills },
        "--seed" when IsNumber(value, out var seed) => this with { Seed = seed },
        "--store" when value is StoreAddress.Sqlite or StoreAddress.Postgres => this with { Store = value },
        "--deed" when Enum.TryParse<Deed>(value, ignoreCase: true, out var deed) => this with { Deed = deed },
        "--defect" when Enum.TryParse<Defect>(value, out var defect) => this with { Defect = defect },
        _ => null,
    };

    private static bool IsNumber(string value, out int number) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
