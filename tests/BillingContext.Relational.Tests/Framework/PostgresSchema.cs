using System.Data.Common;
using Npgsql;

namespace BillingContext.Relational.Tests.Framework;

/// <summary>A schema of a test's own in the PostgreSQL that <c>BILLINGCONTEXT_POSTGRES</c> names, gone when the test is.</summary>
internal sealed class PostgresSchema : IDisposable
{
    private const string Variable = "BILLINGCONTEXT_POSTGRES";

    private readonly string name = $"test_{Guid.NewGuid():N}";
    private readonly string connectionString;
    private readonly List<DbDataSource> sources = [];

    private PostgresSchema(string connectionString)
    {
        this.connectionString = connectionString;
        Run($"CREATE SCHEMA {name}");
    }

    /// <summary>Skips the test where there is no server; a gate without one would prove nothing, so there it fails.</summary>
    internal static PostgresSchema Create()
    {
        var connectionString = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(connectionString))
        {
            const string Reason = $"{Variable} is not set: give it a connection string such as 'Host=localhost;Database=billing;Username=billing;Password=…'.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(Reason);
            }

            Assert.Ignore(Reason);
        }

        return new PostgresSchema(connectionString!);
    }

    /// <summary>Another node's way to it, with a pool of its own.</summary>
    internal DbDataSource Open(string options = "")
    {
        // A server takes a hundred connections, and tests run side by side.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = name, MaxPoolSize = 8, Timeout = 60, Options = options };
        var source = NpgsqlDataSource.Create(settings);
        sources.Add(source);
        return source;
    }

    public void Dispose()
    {
        sources.ForEach(source => source.Dispose());
        Run($"DROP SCHEMA {name} CASCADE");
    }

    private void Run(string sql)
    {
        using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        source.Execute(sql);
    }
}
