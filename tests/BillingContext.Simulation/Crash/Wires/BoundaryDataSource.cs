using System.Data.Common;

namespace BillingContext.Simulation.Crash.Wires;

/// <summary>The way to the database, with a place before and after each thing asked of it.</summary>
internal sealed class BoundaryDataSource(DbDataSource inner, Boundaries boundaries) : DbDataSource
{
    public override string ConnectionString => inner.ConnectionString;

    protected override DbConnection CreateDbConnection() => new BoundaryConnection(inner.CreateConnection(), boundaries);

    protected override async ValueTask DisposeAsyncCore()
    {
        await inner.DisposeAsync();
        await base.DisposeAsyncCore();
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
