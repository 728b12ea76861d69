using System.Diagnostics;
using System.Globalization;

namespace BillingContext.Simulation.Running;

/// <summary>Splits a campaign over processes: a history needs a thread of its own, and nothing is shared.</summary>
internal static class Processes
{
    internal static (int Number, int Seed)? Run(Arguments asked, Tally tally)
    {
        var children = Enumerable.Range(0, asked.Jobs).Select(part => Start(
            typeof(Processes).Assembly.Location,
            "--histories", Text(asked.Histories), "--seed", Text(asked.Seed), "--jobs", Text(asked.Jobs), "--part", Text(part))).ToList();
        (int Number, int Seed)? first = null;
        foreach (var child in children)
        {
            var lines = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            child.WaitForExit();
            if (child.ExitCode != 0)
            {
                throw new InvalidOperationException($"A process ended with {child.ExitCode}.");
            }

            foreach (var line in lines)
            {
                tally.Read(line);
            }

            if (Failed(lines) is { } failed && (first is null || failed.Number < first.Value.Number))
            {
                first = (failed.Number, failed.Seed);
            }

            child.Dispose();
        }

        return first;
    }

    /// <summary>Runs an assembly of ours; what it prints can be read.</summary>
    internal static Process Start(string assembly, params string[] args) =>
        Process.Start(new ProcessStartInfo("dotnet", [assembly, .. args]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dotnet cannot be started.");

    /// <summary>What a process says of the first history that failed.</summary>
    internal static (int Number, int Seed, string Reason)? Failed(IEnumerable<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith("failed ", StringComparison.Ordinal))?.Split(' ', 4) is { } parts
            ? (Number(parts[1]), Number(parts[2]), parts[3])
            : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
