using System.Data.Common;
using BillingContext.Audit;
using BillingContext.Relational.Internal;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace BillingContext.Relational.Tests;

[TestFixture]
internal sealed class SqliteStoreTests : RelationalStoreContract
{
    private const int ReadOnly = 8;
    private const int Full = 13;

    private readonly SqliteFile file = new();

    protected override Dialect Dialect => Dialect.Sqlite;

    [TearDown]
    public void Close() => file.Dispose();

    [Test]
    public async Task Every_commit_is_on_the_disk_before_it_is_told()
    {
        DbConnection? connection = null;
        var store = StoreOn(new WatchedSource(file.Open(), opened => connection = opened));
        object?[] settings = [];
        var audit = new WalkedList<AuditEntry>([Some.Line()], walk: 2, () => settings = [Ask("journal_mode"), Ask("synchronous"), Ask("busy_timeout")]);

        await store.CommitAsync(new StoreBatch { Audit = audit }, default);

        Assert.That(settings, Is.EqualTo(new object[] { "wal", 2L, 10_000L }));

        object? Ask(string setting)
        {
            using var command = connection!.CreateCommand();
            command.CommandText = $"PRAGMA {setting}";
            return command.ExecuteScalar();
        }
    }

    [Test]
    public async Task A_read_only_file_says_so_and_keeps_what_it_has()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Audit = [Some.Line()] });
        var readOnly = StoreOn(file.Open("Mode=ReadOnly"));

        Assert.That(
            async () => await readOnly.CommitAsync(new StoreBatch { Audit = [Some.Line()] }, default),
            Throws.InstanceOf<SqliteException>().With.Property("SqliteErrorCode").EqualTo(ReadOnly));

        Assert.That(await readOnly.GetRefundIntentAsync(Acme, "t1", default), Is.Not.Null, "Reading goes on.");
        await VerifyAuditAsync(1);
    }

    [Test]
    public async Task A_full_disk_says_so_and_keeps_what_it_has()
    {
        await ApplyAsync(new StoreBatch { Intent = Some.Intent(), Audit = [Some.Line()] });
        var isFull = true;
        var store = StoreOn(new WatchedSource(file.Open("Pooling=False"), connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = isFull ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1000000";
            command.ExecuteScalar();
        }));
        var large = new StoreBatch { Intent = Some.Intent() with { Version = 1, FailureCode = new string('x', 100_000) }, Change = Some.Change(), Audit = [Some.Line()] };

        Assert.That(async () => await store.CommitAsync(large, default), Throws.InstanceOf<SqliteException>().With.Property("SqliteErrorCode").EqualTo(Full));
        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.EqualTo(Some.Intent() with { Version = 1 }));
        Assert.That(await Store.GetChangeSequenceAsync(Acme, default), Is.Zero);
        await VerifyAuditAsync(1);

        isFull = false;
        Assert.That(await store.CommitAsync(large, default), Is.EqualTo(StoreCommit.Applied), "And goes on once there is room.");
        await VerifyAuditAsync(2);
    }

    [Test]
    public void A_file_that_is_no_database_is_left_as_it_is()
    {
        var path = ((SqliteConnection)file.Open().CreateConnection()).DataSource;
        File.WriteAllText(path, new string('x', 5_000));

        Assert.That(async () => await StoreOn(file.Open()).CommitAsync(new StoreBatch { Audit = [Some.Line()] }, default), Throws.InstanceOf<SqliteException>());

        Assert.That(File.ReadAllText(path), Is.EqualTo(new string('x', 5_000)));
    }

    [Test]
    public async Task A_writer_elsewhere_is_waited_for()
    {
        await ApplyAsync(new StoreBatch { Audit = [Some.Line()] });
        using var other = file.Open().OpenConnection();
        using var theirs = other.BeginTransaction();
        var commit = Task.Factory.StartNew(
            () => Store.CommitAsync(new StoreBatch { Audit = [Some.Line()] }, default).AsTask(), default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

        Assert.That(await Store.ReadAuditAsync(Acme, 0, 10, default), Has.Count.EqualTo(1), "Readers do not wait.");
        await theirs.CommitAsync();

        Assert.That(await commit, Is.EqualTo(StoreCommit.Applied));
    }

    protected override DbDataSource Connect() => file.Open();
}
