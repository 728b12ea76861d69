using System.Data;
using System.Data.Common;

namespace BillingContext.Relational.Internal;

/// <summary>Commands as ADO.NET has them, on one line.</summary>
internal static class Commands
{
    internal static async Task<int> ExecuteAsync(
        this DbConnection connection, DbTransaction? transaction, string sql, Parameter[] parameters, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand(transaction, sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal static async Task<List<T>> QueryAsync<T>(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        Parameter[] parameters,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand(transaction, sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
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
    }

    /// <summary>Commits if the work says so. Till the commit begins a cancellation undoes everything; then it no longer counts.</summary>
    internal static async Task<bool> TransactAsync(
        this DbConnection connection,
        IsolationLevel isolation,
        Func<DbTransaction, CancellationToken, Task<bool>> work,
        CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(isolation, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (!await work(transaction, cancellationToken).ConfigureAwait(false))
            {
                // Disposing rolls back.
                return false;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
    }

    private static DbCommand CreateCommand(this DbConnection connection, DbTransaction? transaction, string sql, Parameter[] parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Every text is a constant of ours; what comes from outside is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
