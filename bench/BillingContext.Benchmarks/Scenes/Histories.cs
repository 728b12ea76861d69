using BillingContext.Benchmarks.Measuring;
using BillingContext.Simulation.Running;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>Histories of the simulation, in a process of its own: compiled once and well, as its command does.</summary>
internal static class Histories
{
    private const string Count = "2000";

    internal static Tally Run()
    {
        using var child = Processes.Start(typeof(Tally).Assembly.Location, "--histories", Count, "--seed", "1", "--part", "0");
        var lines = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        child.WaitForExit();
        if (child.ExitCode != 0 || Processes.Failed(lines) is not null)
        {
            throw new CannotMeasureException("The histories did not come to their end.");
        }

        var tally = new Tally();
        foreach (var line in lines)
        {
            tally.Read(line);
        }

        return tally;
    }
}
