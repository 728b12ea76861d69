using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BillingContext.Nodes.Host;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Nodes.Client;

/// <summary>A node in a process of its own.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;
    private readonly ConcurrentDictionary<string, int> handled = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<Uri> listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reading;

    private NodeProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        reading = ReadAsync();
    }

    /// <summary>Which events its handler has handled, and how often.</summary>
    internal IReadOnlyDictionary<string, int> Handled => handled;

    internal HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });

    internal static async Task<NodeProcess> StartAsync(NodeOrder order, StoreAddress store)
    {
        var assembly = typeof(NodeProcess).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", order.Write().Prepend(assembly))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[NodeOrder.StoreVariable] = store.ConnectionString;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var node = new NodeProcess(Process.Start(start)!);
        node.Http.BaseAddress = await node.listens.Task;
        return node;
    }

    /// <summary>Ends it as a power cut would.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    /// <summary>Puts its clock forward.</summary>
    internal Task PassAsync(TimeSpan span) => process.StandardInput.WriteLineAsync(((int)span.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    internal async Task<long> MemoryAsync() => long.Parse(await Http.GetStringAsync(new Uri("/memory", UriKind.Relative)), CultureInfo.InvariantCulture);

    /// <summary>How many events wait for their turn, and how many were set aside.</summary>
    internal async Task<(int Waiting, int SetAside)> BacklogAsync()
    {
        var words = (await Http.GetStringAsync(new Uri("/backlog", UriKind.Relative))).Split(' ');
        return (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        await reading;
        process.Dispose();
        Http.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(NodeHost.Listens, StringComparison.Ordinal))
            {
                listens.TrySetResult(new Uri(line[NodeHost.Listens.Length..]));
            }
            else if (line.Split(' ') is ["handled", var id])
            {
                handled.AddOrUpdate(id, 1, (_, times) => times + 1);
            }
        }

        listens.TrySetException(new InvalidOperationException($"The node ended before it listened: {await errors}"));
    }
}
