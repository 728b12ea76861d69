using System.Data.Common;

namespace BillingContext.Relational.Tests.Framework;

/// <summary>A data source that does something with every connection it opened, or refuses to.</summary>
internal sealed class WatchedSource(DbDataSource inner, Action<DbConnection> opened) : DbDataSource
{
    public override string ConnectionString => inner.ConnectionString;

    protected override DbConnection CreateDbConnection() => inner.CreateConnection();

    protected override DbConnection OpenDbConnection()
    {
        var connection = inner.OpenConnection();
        try
        {
            opened(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) => new(OpenDbConnection());
}
