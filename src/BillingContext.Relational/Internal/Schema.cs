using System.Data.Common;

namespace BillingContext.Relational.Internal;

/// <summary>Makes and upgrades our tables, one step after the other, all in one transaction. Any number of nodes may try at once.</summary>
/// <param name="dialect">The database's.</param>
/// <param name="upgrades">The n-th makes version n of version n - 1.</param>
internal sealed class Schema(Dialect dialect, IReadOnlyList<SchemaUpgrade> upgrades)
{
    internal async Task UpgradeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        // Without a lock and without a write, so that a start costs nothing and needs no more rights than work does.
        if (await ReadVersionAsync(connection, null, cancellationToken).ConfigureAwait(false) != upgrades.Count)
        {
            await connection.TransactAsync(dialect.Isolation, UpgradeAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> UpgradeAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        if (dialect.SchemaLock is { } wait)
        {
            await connection.ExecuteAsync(transaction, wait, [], cancellationToken).ConfigureAwait(false);
        }

        var found = await ReadVersionAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
        foreach (var upgrade in upgrades.Skip(found))
        {
            await connection.ExecuteAsync(transaction, upgrade(dialect), [], cancellationToken).ConfigureAwait(false);
        }

        await connection.ExecuteAsync(transaction, Sql.SetSchemaVersion, [("version", upgrades.Count)], cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    /// <summary>The version found, which is at most ours; 0 for an empty database.</summary>
    private async Task<int> ReadVersionAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        var tables = await connection.QueryAsync(transaction, dialect.SchemaExists, [], row => row.GetInt64(0), cancellationToken)
            .ConfigureAwait(false);
        if (tables is [0])
        {
            return 0;
        }

        var versions = await connection.QueryAsync(transaction, Sql.GetSchemaVersion, [], row => row.GetInt64(0), cancellationToken)
            .ConfigureAwait(false);
        return versions switch
        {
            [> 0 and var version] when version <= upgrades.Count => (int)version,
            [> 0 and var version] => throw new BillingException(
                "store.newer_schema",
                $"The database has version {version} of the tables, made by a newer BillingContext; this one knows versions up to "
                + $"{upgrades.Count}, and wrote nothing. Run the newer version on this node."),
            _ => throw Altered.Table("billingcontext_schema", "one row with the version of the tables"),
        };
    }
}
