using System.Data;
using System.Data.Common;

namespace BillingContext.Relational.Internal;

/// <summary>A connection, one transaction at a time, and the statements it has run: run again, they need not be read again.</summary>
internal sealed class Session(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> commands = [];
    private DbTransaction? transaction;

    /// <summary>Commits if the work says so. Till the commit begins a cancellation undoes everything; then it no longer counts.</summary>
    internal async Task<bool> TransactAsync(IsolationLevel isolation, Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        transaction = await connection.BeginTransactionAsync(isolation, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (!await work().ConfigureAwait(false))
            {
                // Disposing rolls back.
                return false;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
    }

    internal Task<int> ExecuteAsync(string sql, ReadOnlySpan<Parameter> parameters, CancellationToken cancellationToken) =>
        CommandOf(sql, parameters).ExecuteNonQueryAsync(cancellationToken);

    internal async Task<List<T>> QueryAsync<T>(
        string sql, Parameter[] parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var reader = await CommandOf(sql, parameters).ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    /// <summary>A statement always comes with the same parameters, in the same order.</summary>
    private DbCommand CommandOf(string sql, ReadOnlySpan<Parameter> parameters)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of ours; what comes from outside is a parameter.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, _) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }
        }

        command.Transaction = transaction;
        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        }

        return command;
    }
}
