using System.Data.Common;
using BillingContext;
using BillingContext.Audit;
using BillingContext.Relational.Internal;
using BillingContext.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Brings a durable store to a host.</summary>
/// <remarks>
/// Each verb replaces the in-memory store that BillingContext brings; an <see cref="IBillingStore"/> the host registers itself wins,
/// before or after. Of several verbs the first counts. The store makes and upgrades its own tables on first use, and demands
/// <see cref="BillingContextOptions.AuditKey"/>: without one the host does not start.
/// </remarks>
public static class RelationalStoreBuilderExtensions
{
    /// <summary>Keeps everything in one SQLite file: for one machine, also with several processes on it.</summary>
    /// <param name="builder">What <c>AddBillingContext</c> returned.</param>
    /// <param name="dataSource">
    /// A file, such as <c>SqliteFactory.Instance.CreateDataSource("Data Source=billing.db")</c>. The host disposes it.
    /// </param>
    public static IBillingContextBuilder UseSqlite(this IBillingContextBuilder builder, DbDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.Use(Dialect.Sqlite, _ => dataSource);
    }

    /// <inheritdoc cref="UseSqlite(IBillingContextBuilder, DbDataSource)"/>
    public static IBillingContextBuilder UseSqlite(this IBillingContextBuilder builder, Func<IServiceProvider, DbDataSource> dataSource) =>
        builder.Use(Dialect.Sqlite, dataSource);

    /// <summary>Keeps everything in a PostgreSQL database, 12 or later: for any number of nodes.</summary>
    /// <param name="builder">What <c>AddBillingContext</c> returned.</param>
    /// <param name="dataSource">The database, such as <c>NpgsqlDataSource.Create(connectionString)</c>. The host disposes it.</param>
    public static IBillingContextBuilder UsePostgreSql(this IBillingContextBuilder builder, DbDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.Use(Dialect.PostgreSql, _ => dataSource);
    }

    /// <inheritdoc cref="UsePostgreSql(IBillingContextBuilder, DbDataSource)"/>
    public static IBillingContextBuilder UsePostgreSql(this IBillingContextBuilder builder, Func<IServiceProvider, DbDataSource> dataSource) =>
        builder.Use(Dialect.PostgreSql, dataSource);

    private static IBillingContextBuilder Use(
        this IBillingContextBuilder builder, Dialect dialect, Func<IServiceProvider, DbDataSource> dataSource)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        var services = builder.Services;
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (IsBuiltIn(services[i]))
            {
                services.RemoveAt(i);
            }
        }

        services.TryAddSingleton<IBillingStore>(provider =>
            new RelationalBillingStore(dataSource(provider), dialect, provider.GetRequiredService<AuditChain>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BillingContextOptions>, AuditKeyDemand>());
        return builder;
    }

    private static bool IsBuiltIn(ServiceDescriptor service) =>
        service.ServiceType == typeof(IBillingStore)
        && !service.IsKeyedService
        && service.ImplementationType?.Assembly == typeof(IBillingStore).Assembly;
}
