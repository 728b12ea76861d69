using System.Globalization;
using BillingContext.Simulation.Crash.Wires;

namespace BillingContext.Simulation.Crash.Worlds;

/// <summary>What is left of a process.</summary>
internal sealed record ChildReport(int ExitCode, IReadOnlyList<string> Said, string Error)
{
    /// <summary>128 and SIGKILL, as a shell would tell it.</summary>
    private const int KilledCode = 137;

    /// <summary>Whether it died where it was told to.</summary>
    internal bool IsKilled => ExitCode == KilledCode && Said is [.., var last] && last.StartsWith("killed ", StringComparison.Ordinal);

    /// <summary>Where it died, or how it ended.</summary>
    internal string End => Said.LastOrDefault(line => line.StartsWith("killed ", StringComparison.Ordinal)) ?? $"ended with {ExitCode}";

    /// <summary>The places it passed, if it was told to say so.</summary>
    internal IEnumerable<(Death At, string Place)> Passed() => Said
        .Select(line => line.Split(' ', 4))
        .Where(words => words is ["passed", ..])
        .Select(words => (new Death(words[1], int.Parse(words[2], CultureInfo.InvariantCulture)), words[3]));
}
