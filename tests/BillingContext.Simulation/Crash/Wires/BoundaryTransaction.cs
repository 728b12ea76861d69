using System.Data;
using System.Data.Common;

namespace BillingContext.Simulation.Crash.Wires;

internal sealed class BoundaryTransaction(DbTransaction inner, DbConnection connection, Boundaries boundaries) : DbTransaction
{
    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    /// <summary>What the driver knows it as.</summary>
    internal DbTransaction Inner => inner;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => throw new NotSupportedException();

    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        boundaries.Pass("before COMMIT");
        await inner.CommitAsync(cancellationToken);
        boundaries.Pass("after COMMIT");
    }

    public override void Rollback() => throw new NotSupportedException();

    public override async Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        boundaries.Pass("before ROLLBACK");
        await inner.RollbackAsync(cancellationToken);
        boundaries.Pass("after ROLLBACK");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
