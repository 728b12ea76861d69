using System.Data.Common;
using BillingContext.Relational.Internal;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Tests.Storage;
using Npgsql;

namespace BillingContext.Relational.Tests;

[TestFixture]
internal sealed class PostgreSqlStoreTests : RelationalStoreContract
{
    private PostgresSchema? schema;

    protected override Dialect Dialect => Dialect.PostgreSql;

    [TearDown]
    public void Close() => schema?.Dispose();

    [TestCase("", "at once")]
    [TestCase("CONSTRAINT", "with the commit")]
    public async Task What_the_server_undoes_for_the_sake_of_another_is_a_conflict(string constraint, string when)
    {
        await ApplyAsync(new StoreBatch { Audit = [Some.Line()] });
        var source = Connect();
        source.Execute("CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$");
        source.Execute($"CREATE {constraint} TRIGGER lose AFTER INSERT ON billingcontext_audit {(constraint == "" ? "" : "DEFERRABLE INITIALLY DEFERRED")} FOR EACH ROW EXECUTE FUNCTION lose()");

        var commit = await Store.CommitAsync(new StoreBatch { Intent = Some.Intent(), Audit = [Some.Line()] }, default);

        Assert.That(commit, Is.EqualTo(StoreCommit.Conflict), when);
        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.Null);
        await VerifyAuditAsync(1);
    }

    [Test]
    public async Task A_stricter_default_isolation_changes_nothing()
    {
        var strict = StoreOn(Connect("-c default_transaction_isolation=serializable"));

        var commits = OnThreads(8, i => strict.CommitAsync(new StoreBatch { Audit = [Some.Line()], Change = Some.Change() }, default).AsTask());

        Assert.That(commits, Is.All.EqualTo(StoreCommit.Applied));
        await VerifyAuditAsync(8);
    }

    [Test]
    public async Task A_read_only_server_says_so_and_keeps_what_it_has()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Audit = [Some.Line()] });
        var readOnly = StoreOn(Connect("-c default_transaction_read_only=on"));

        Assert.That(
            async () => await readOnly.CommitAsync(new StoreBatch { Audit = [Some.Line()] }, default),
            Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo("25006"));

        Assert.That(await readOnly.GetRefundIntentAsync(Acme, "t1", default), Is.Not.Null, "Reading goes on.");
        await VerifyAuditAsync(1);
    }

    [Test]
    public async Task Texts_are_compared_byte_by_byte_whatever_the_database_does()
    {
        await ApplyAsync(new StoreBatch { Audit = [Some.Line()] });

        Assert.That(
            Connect().Count(
                "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name LIKE 'billingcontext%' "
                + "AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' AND column_name NOT IN ('body', 'link', 'audit_link', 'stop')"),
            Is.Zero);
    }

    protected override DbDataSource Connect() => Connect("");

    private DbDataSource Connect(string options) => (schema ??= PostgresSchema.Create()).Open(options);
}
