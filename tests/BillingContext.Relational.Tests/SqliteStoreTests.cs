using BillingContext.Audit;
using BillingContext.Relational.Internal;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Tests.Storage;

namespace BillingContext.Relational.Tests;

[TestFixture]
internal sealed class SqliteStoreTests : BillingStoreContract
{
    private readonly SqliteFile file = new();

    [TearDown]
    public void Close() => file.Dispose();

    protected override ValueTask<IBillingStore> CreateAsync(AuditChain chain) => new(new RelationalBillingStore(file.Open(), Dialect.Sqlite, chain));
}
