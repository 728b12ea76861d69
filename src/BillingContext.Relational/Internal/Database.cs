using System.Data.Common;

namespace BillingContext.Relational.Internal;

/// <summary>Connections to a database whose schema is ours and current, and the order of its writers.</summary>
internal sealed class Database(DbDataSource source, Dialect dialect, Schema schema, TaskCreationOptions promises)
{
    private readonly Gate writers = new(promises);
    private readonly Gate preparing = new(promises);
    private volatile bool isReady;

    /// <summary>Runs a query, the rows in its order.</summary>
    internal async ValueTask<List<T>> QueryAsync<T>(
        string sql, Parameter[] parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await connection.QueryAsync(null, sql, parameters, read, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Does some work in a transaction, and commits if it says so.</summary>
    /// <returns>What the work said; false also if the database undid it for the sake of another.</returns>
    internal async ValueTask<bool> WriteAsync(Func<DbTransaction, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        if (!dialect.HasOneWriter)
        {
            return await TransactAsync(work, cancellationToken).ConfigureAwait(false);
        }

        await writers.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TransactAsync(work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            writers.Leave();
        }
    }

    private async Task<bool> TransactAsync(Func<DbTransaction, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await connection.TransactAsync(dialect.Isolation, work, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException exception) when (exception.SqlState is "40001" or "40P01")
        {
            // Serialization failure, deadlock: the server undid all of it.
            return false;
        }
    }

    private async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (dialect.OnOpen is { } settings)
            {
                await connection.ExecuteAsync(null, settings, [], cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Once for all; after a failure whoever comes next tries anew.</summary>
    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (isReady)
        {
            return;
        }

        await preparing.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (isReady)
            {
                return;
            }

            var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await schema.UpgradeAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            isReady = true;
        }
        finally
        {
            preparing.Leave();
        }
    }
}
