namespace BillingContext.Relational.Internal;

/// <summary>Makes and upgrades our tables, one step after the other, all in one transaction. Any number of nodes may try at once.</summary>
/// <param name="dialect">The database's.</param>
/// <param name="upgrades">The n-th makes version n of version n - 1.</param>
internal sealed class Schema(Dialect dialect, IReadOnlyList<SchemaUpgrade> upgrades)
{
    internal async Task UpgradeAsync(Session session, CancellationToken cancellationToken)
    {
        // Without a lock and without a write, so that a start costs nothing and needs no more rights than work does.
        if (await ReadVersionAsync(session, cancellationToken).ConfigureAwait(false) != upgrades.Count)
        {
            await session.TransactAsync(dialect.Isolation, () => UpgradeOneByOneAsync(session, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task<bool> UpgradeOneByOneAsync(Session session, CancellationToken cancellationToken)
    {
        if (dialect.SchemaLock is { } wait)
        {
            await session.ExecuteAsync(wait, [], cancellationToken).ConfigureAwait(false);
        }

        var found = await ReadVersionAsync(session, cancellationToken).ConfigureAwait(false);
        foreach (var upgrade in upgrades.Skip(found))
        {
            await session.ExecuteAsync(upgrade(dialect), [], cancellationToken).ConfigureAwait(false);
        }

        await session.ExecuteAsync(Sql.SetSchemaVersion, [("version", upgrades.Count)], cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The version found, which is at most ours; 0 for an empty database.</summary>
    private async Task<int> ReadVersionAsync(Session session, CancellationToken cancellationToken)
    {
        var tables = await session.QueryAsync(dialect.SchemaExists, [], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        if (tables is [0])
        {
            return 0;
        }

        var versions = await session.QueryAsync(Sql.GetSchemaVersion, [], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
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
