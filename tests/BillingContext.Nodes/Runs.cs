using System.Globalization;
using BillingContext.Nodes.Host;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Nodes;

/// <summary>What this program can do. Exit codes: 0 as it should be, 1 not, 2 not understood or no store.</summary>
internal static class Runs
{
    private const string Usage = """
        two   [--events 1000] [--rate 50]             an event posted to one node appears in a feed open on another; PostgreSQL
        kill  [--refunds 100]                         a node dies with events in flight, another goes on; PostgreSQL
        soak  [--minutes 10] [--rate 40] [--store sqlite|postgres]   a steady rate, with faults
        For PostgreSQL, BILLINGCONTEXT_POSTGRES names the server: 'Host=localhost;Database=billing;Username=billing;Password=…'
        """;

    internal static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args is [NodeOrder.Verb, .. var order])
        {
            return await NodeHost.RunAsync(NodeOrder.Parse(order));
        }

        if (args is not [var verb and ("two" or "kill" or "soak"), .. var rest] || Options(rest) is not { } options)
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var kind = options.GetValueOrDefault("store", verb == "soak" ? StoreAddress.Sqlite : StoreAddress.Postgres);
        if (!TemporaryStore.IsAvailable(kind))
        {
            await output.WriteLineAsync($"n/a: {TemporaryStore.Variable} is not set");
            return 2;
        }

        using var store = TemporaryStore.Create(kind);
        var report = verb switch
        {
            "two" => await TwoNodesRun.RunAsync(store.Address, Number("events", 1_000), Number("rate", 50)),
            "kill" => await KilledNodeRun.RunAsync(store.Address, Number("refunds", 100)),
            _ => await SoakRun.RunAsync(store.Address, TimeSpan.FromMinutes(NumberOf("minutes", 10)), (int)Number("rate", 40), output),
        };
        await output.WriteLineAsync(report.ToString());
        return report.IsClean ? 0 : 1;

        double NumberOf(string name, double otherwise) =>
            options.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

        int Number(string name, int otherwise) => (int)NumberOf(name, otherwise);
    }

    private static Dictionary<string, string>? Options(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            options[args[i].TrimStart('-')] = args[i + 1];
        }

        return args.Length % 2 == 0 && options.Keys.All(name => name is "events" or "rate" or "refunds" or "minutes" or "store") ? options : null;
    }
}
