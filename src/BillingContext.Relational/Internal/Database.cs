using System.Data.Common;
using BillingContext.Internal;

namespace BillingContext.Relational.Internal;

/// <summary>Connections to a database whose schema is ours and current, and the order of its writers.</summary>
internal sealed class Database(DbDataSource source, Dialect dialect, Schema schema, TaskCreationOptions promises) : IDisposable
{
    private readonly Gate writers = new(() => new TaskCompletionSource(promises));
    private readonly Gate preparing = new(() => new TaskCompletionSource(promises));
    private volatile bool isReady;
    private volatile bool isDisposed;

    /// <summary>Where there is one writer at a time, it keeps its connection, with all that was made ready on it.</summary>
    private Session? idle;

    /// <summary>Runs a query, the rows in its order.</summary>
    internal async ValueTask<List<T>> QueryAsync<T>(
        string sql, Parameter[] parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        using var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await session.QueryAsync(sql, parameters, read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does some work in a transaction, and commits if it says so.</summary>
    /// <returns>What the work said; false also if the database undid it for the sake of another.</returns>
    internal async ValueTask<bool> WriteAsync(Func<Session, Task<bool>> work, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        if (!dialect.HasOneWriter)
        {
            using var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
            return await TransactAsync(session, work, cancellationToken).ConfigureAwait(false);
        }

        await writers.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await WriteAloneAsync(work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            writers.Leave();
        }
    }

    public void Dispose()
    {
        isDisposed = true;
        Interlocked.Exchange(ref idle, null)?.Dispose();
    }

    private async Task<bool> WriteAloneAsync(Func<Session, Task<bool>> work, CancellationToken cancellationToken)
    {
        var session = Interlocked.Exchange(ref idle, null) ?? await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var isWritten = await TransactAsync(session, work, cancellationToken).ConfigureAwait(false);
            Interlocked.Exchange(ref idle, session);
            return isWritten;
        }
        catch
        {
            // Nobody knows what state it is in.
            session.Dispose();
            throw;
        }
        finally
        {
            if (isDisposed)
            {
                Interlocked.Exchange(ref idle, null)?.Dispose();
            }
        }
    }

    private async Task<bool> TransactAsync(Session session, Func<Session, Task<bool>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await session.TransactAsync(dialect.Isolation, () => work(session), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (exception.SqlState is "40001" or "40P01")
        {
            // Serialization failure, deadlock: the server undid all of it.
            return false;
        }
    }

    private async ValueTask<Session> OpenAsync(CancellationToken cancellationToken)
    {
        var session = new Session(await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false));
        try
        {
            if (dialect.OnOpen is { } settings)
            {
                await session.ExecuteAsync(settings, [], cancellationToken).ConfigureAwait(false);
            }

            return session;
        }
        catch
        {
            session.Dispose();
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

            using var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await schema.UpgradeAsync(session, cancellationToken).ConfigureAwait(false);
            isReady = true;
        }
        finally
        {
            preparing.Leave();
        }
    }
}
