using System.Diagnostics;
using BillingContext.Simulation.Crash.Child;

namespace BillingContext.Simulation.Crash.Worlds;

/// <summary>A process of this very program.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private ChildProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    internal static ChildProcess Start(ChildOrder order, StoreAddress store)
    {
        var assembly = typeof(ChildProcess).Assembly.Location;
        var program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? "exe" : null);
        var hasProgram = File.Exists(program);
        var start = new ProcessStartInfo(hasProgram ? program : "dotnet", hasProgram ? order.Write() : order.Write().Prepend(assembly))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[ChildOrder.StoreVariable] = store.ConnectionString;

        // Most of a life this short is compiling and loading; and who is killed cannot remove the diagnostics' files.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>What it says next; null when it has ended.</summary>
    internal Task<string?> ReadLineAsync() => process.StandardOutput.ReadLineAsync();

    internal Task TellAsync(string line) => process.StandardInput.WriteLineAsync(line);

    /// <summary>What it said until its end.</summary>
    internal async Task<ChildReport> EndAsync()
    {
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ChildReport(process.ExitCode, said.Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }

    public void Dispose() => process.Dispose();
}
