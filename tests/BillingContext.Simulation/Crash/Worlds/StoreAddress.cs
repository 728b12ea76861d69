using System.Data.Common;
using BillingContext.Audit;
using BillingContext.Relational.Internal;
using BillingContext.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BillingContext.Simulation.Crash.Worlds;

/// <summary>Where a store is.</summary>
/// <param name="Kind">One of <see cref="Sqlite"/> and <see cref="Postgres"/>.</param>
/// <param name="ConnectionString">The driver's.</param>
internal sealed record StoreAddress(string Kind, string ConnectionString)
{
    internal const string Sqlite = "sqlite";
    internal const string Postgres = "postgres";

    internal DbDataSource Open() => Kind == Sqlite
        ? SqliteFactory.Instance.CreateDataSource(ConnectionString)
        : NpgsqlDataSource.Create(ConnectionString);

    /// <summary>The verb a host would write.</summary>
    internal void UseIn(IBillingContextBuilder builder, DbDataSource source) =>
        _ = Kind == Sqlite ? builder.UseSqlite(source) : builder.UsePostgreSql(source);

    /// <summary>The store itself, for whoever compares.</summary>
    internal IBillingStore StoreOn(DbDataSource source, AuditChain chain) =>
        new RelationalBillingStore(source, Kind == Sqlite ? Dialect.Sqlite : Dialect.PostgreSql, chain);

    /// <summary>Without the connection string, which may hold a password.</summary>
    public override string ToString() => Kind;
}
