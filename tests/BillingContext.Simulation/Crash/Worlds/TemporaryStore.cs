using Npgsql;

namespace BillingContext.Simulation.Crash.Worlds;

/// <summary>An empty store of a run's own, gone afterwards: a file, or a schema in the PostgreSQL that a variable names.</summary>
internal sealed class TemporaryStore : IDisposable
{
    internal const string Variable = "BILLINGCONTEXT_POSTGRES";

    private readonly string name = $"crash_{Guid.NewGuid():N}";
    private readonly string server;
    private readonly string folder;

    private TemporaryStore(string kind, string server)
    {
        this.server = server;
        folder = Path.Combine(Path.GetTempPath(), $"billingcontext-{name}");
        if (kind == StoreAddress.Sqlite)
        {
            Directory.CreateDirectory(folder);
            Address = new StoreAddress(kind, FileIn(folder));
            return;
        }

        Run($"CREATE SCHEMA {name}");
        var settings = new NpgsqlConnectionStringBuilder(server) { SearchPath = name, MaxPoolSize = 16, Timeout = 60 };
        Address = new StoreAddress(kind, settings.ConnectionString);
    }

    internal StoreAddress Address { get; }

    /// <summary>Whether such a store can be had here.</summary>
    internal static bool IsAvailable(string kind) =>
        kind == StoreAddress.Sqlite || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    internal static TemporaryStore Create(string kind) => new(kind, Environment.GetEnvironmentVariable(Variable) ?? "");

    /// <summary>
    /// The store as it is now, to look at. Of a file it is a copy: what a killed process left behind is for the next one to put in order,
    /// and not for whoever looks.
    /// </summary>
    internal StoreAddress Look()
    {
        if (Address.Kind == StoreAddress.Postgres)
        {
            return Address;
        }

        var copy = Directory.CreateDirectory(Path.Combine(folder, "copy")).FullName;
        foreach (var file in new[] { "billing.db", "billing.db-wal" })
        {
            File.Delete(Path.Combine(copy, file));
            if (File.Exists(Path.Combine(folder, file)))
            {
                File.Copy(Path.Combine(folder, file), Path.Combine(copy, file));
            }
        }

        File.Delete(Path.Combine(copy, "billing.db-shm"));
        return Address with { ConnectionString = FileIn(copy) };
    }

    public void Dispose()
    {
        if (Address.Kind == StoreAddress.Postgres)
        {
            Run($"DROP SCHEMA {name} CASCADE");
            return;
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Without a pool: a connection that stays open would help whoever comes next.</summary>
    private static string FileIn(string folder) => $"Data Source={Path.Combine(folder, "billing.db")};Pooling=False";

    private void Run(string sql)
    {
        using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
