using BillingContext.Simulation.Crash.Child;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Simulation.Crash;

/// <summary>Real processes on real stores. Exit codes: 0 nothing found, 1 something, 2 not understood or no store.</summary>
internal static class CrashRun
{
    /// <summary>Whether a command line is for this and not for the simulation.</summary>
    internal static bool IsFor(string[] args) => args is ["--crash" or "--agents" or ChildOrder.Verb, ..];

    internal static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out);

    /// <summary>The same, to wherever a test reads.</summary>
    internal static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args is [ChildOrder.Verb, .. var order])
        {
            return await ChildRun.RunAsync(ChildOrder.Parse(order));
        }

        if (CrashArguments.Parse(args) is not { } arguments)
        {
            await output.WriteLineAsync(CrashArguments.Usage);
            return 2;
        }

        if (!TemporaryStore.IsAvailable(arguments.Store))
        {
            await output.WriteLineAsync($"n/a: {TemporaryStore.Variable} is not set");
            return 2;
        }

        TemporaryStore NewStore() => TemporaryStore.Create(arguments.Store);
        var isClean = arguments.Agents > 0
            ? await new AgentsRun(arguments, output).RunAsync(NewStore())
            : await new CrashCampaign(arguments, output).RunAsync(NewStore);
        return isClean ? 0 : 1;
    }
}
