using System.Diagnostics;

namespace HelpdeskConsole.Tests;

/// <summary>A file that outlives the program, in a folder of the test's own, and the program as a process on it.</summary>
internal sealed class KeptFile : IDisposable
{
    internal const int Killed = 137;

    private readonly string folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;

    internal string Path => System.IO.Path.Combine(folder, "helpdesk.db");

    internal string KeyPath => Path + ".key";

    /// <summary>Runs the program in a process of its own, which may be killed.</summary>
    internal async Task<Printed> RunAsync(params string[] args)
    {
        var assembly = typeof(App).Assembly.Location;
        string[] words = [assembly, "--store", Path, .. args];
        var start = new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Printed(process.ExitCode, output, await error);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
