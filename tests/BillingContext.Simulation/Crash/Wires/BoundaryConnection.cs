using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace BillingContext.Simulation.Crash.Wires;

internal sealed class BoundaryConnection(DbConnection inner, Boundaries boundaries) : DbConnection
{
    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void Open() => throw new NotSupportedException();

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        boundaries.Pass("before connect");
        await inner.OpenAsync(cancellationToken);
        boundaries.Pass("after connect");
    }

    public override void Close() => inner.Close();

    public override Task CloseAsync() => inner.CloseAsync();

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel, CancellationToken cancellationToken)
    {
        boundaries.Pass("before BEGIN");
        var transaction = await inner.BeginTransactionAsync(isolationLevel, cancellationToken);
        boundaries.Pass("after BEGIN");
        return new BoundaryTransaction(transaction, this, boundaries);
    }

    protected override DbCommand CreateDbCommand() => new BoundaryCommand(inner.CreateCommand(), this, boundaries);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
