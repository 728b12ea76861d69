using System.Data;

namespace BillingContext.Relational.Internal;

/// <summary>Where the two databases differ. Everything else is the same SQL.</summary>
internal sealed record Dialect
{
    /// <summary>Any number, the same on all nodes and nobody else's: what a schema's upgrade is locked by.</summary>
    private const string AdvisoryLock = "7133801427094583";

    private const string TicksPerSecond = "10000000";
    private const string TicksOfEpoch = "621355968000000000";

    internal static Dialect Sqlite { get; } = new()
    {
        Key = "TEXT COLLATE BINARY",
        TextOfBody = name => $"CASE WHEN json_valid(body) THEN json_extract(body, '$.{name}') END",
        Ticks = text => $"(CAST(strftime('%s', {text}) AS INTEGER) + 1) * {TicksPerSecond} + {TicksOfEpoch}",
        SchemaExists = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'billingcontext_schema'",

        // Per connection, and first of all how long to wait for other processes. Our own writers wait at the gate.
        OnOpen = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",

        // For a SQLite driver: BEGIN IMMEDIATE. One that began as a reader could be refused the lock half-way.
        Isolation = IsolationLevel.Serializable,
        HasOneWriter = true,
    };

    internal static Dialect PostgreSql { get; } = new()
    {
        Key = "text COLLATE \"C\"",
        ForUpdate = " FOR UPDATE",
        TextOfBody = name => $"substring(body from '\"{name}\":\"([^\"]*)\"')",
        Ticks = text => $"(EXTRACT(EPOCH FROM date_trunc('second', ({text})::timestamptz))::bigint + 1) * {TicksPerSecond} + {TicksOfEpoch}",

        // Not to_regclass: it remembers from before the lock that there was no such table.
        SchemaExists = "SELECT COUNT(*) FROM pg_catalog.pg_tables "
            + "WHERE tablename = 'billingcontext_schema' AND schemaname = ANY (current_schemas(false))",
        SchemaLock = $"SELECT pg_advisory_xact_lock({AdvisoryLock})",

        // Whatever the server's default: a merchant's row is locked first, and what is read after that must be the latest.
        Isolation = IsolationLevel.ReadCommitted,
    };

    /// <summary>An expression for a text of the body in each row's <c>body</c>, by its name; NULL where there is none.</summary>
    internal required Func<string, string> TextOfBody { get; init; }

    /// <summary>An expression for the ticks (UTC, to the second, rounded up) of a point in time that an expression gives as text.</summary>
    internal required Func<string, string> Ticks { get; init; }

    /// <summary>The type of texts that are compared and sorted, byte by byte.</summary>
    internal required string Key { get; init; }

    /// <summary>Ends a query that locks the row it reads until the transaction ends.</summary>
    internal string ForUpdate { get; init; } = "";

    /// <summary>Tells whether our tables were ever made: 0 for no.</summary>
    internal required string SchemaExists { get; init; }

    /// <summary>Waits until nobody else upgrades, where the transaction itself does not see to that.</summary>
    internal string? SchemaLock { get; init; }

    /// <summary>What to set on every connection.</summary>
    internal string? OnOpen { get; init; }

    internal required IsolationLevel Isolation { get; init; }

    /// <summary>The whole database takes one writer at a time, and the others would block their threads.</summary>
    internal bool HasOneWriter { get; init; }
}
