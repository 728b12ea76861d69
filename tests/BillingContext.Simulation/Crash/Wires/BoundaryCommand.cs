using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace BillingContext.Simulation.Crash.Wires;

internal sealed class BoundaryCommand(DbCommand inner, DbConnection connection, Boundaries boundaries) : DbCommand
{
    private BoundaryTransaction? transaction;

    [AllowNull]
    public override string CommandText
    {
        get => inner.CommandText;
#pragma warning disable CA2100 // What the store wrote.
        set => inner.CommandText = value;
#pragma warning restore CA2100
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException();
    }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => transaction;
        set => inner.Transaction = (transaction = (BoundaryTransaction?)value)?.Inner;
    }

    /// <summary>The first word, and the table where there is one.</summary>
    private string Place
    {
        get
        {
            var words = CommandText.Split([' ', '(', ';', '\n'], StringSplitOptions.RemoveEmptyEntries);
            var table = words.Skip(1).FirstOrDefault(word => word.StartsWith("billingcontext_", StringComparison.Ordinal));
            return $"{words[0]} {table ?? words.ElementAtOrDefault(1)}";
        }
    }

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => inner.Prepare();

    public override int ExecuteNonQuery() => throw new NotSupportedException();

    public override object ExecuteScalar() => throw new NotSupportedException();

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        boundaries.Pass($"before {Place}");
        var rows = await inner.ExecuteNonQueryAsync(cancellationToken);
        boundaries.Pass($"after {Place}");
        return rows;
    }

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException();

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        boundaries.Pass($"before {Place}");
        var reader = await inner.ExecuteReaderAsync(behavior, cancellationToken);
        boundaries.Pass($"after {Place}");
        return reader;
    }

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
