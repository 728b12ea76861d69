using Microsoft.Data.Sqlite;

namespace BillingContext.Benchmarks.Floors;

/// <summary>
/// A refund on record by hand: two transactions of plain ADO.NET on one open connection, every statement prepared, every text at hand. The
/// first writes request, ledger, audit line and the merchant's tail, the second the outcome, its line and the tail.
/// </summary>
internal sealed class DurableRefundFloor : IDisposable
{
    private const string Merchant = "acme";
    private const string Scope = "/test";

    private readonly SqliteConnection connection;
    private readonly SqliteCommand addIntent;
    private readonly SqliteCommand setIntent;
    private readonly SqliteCommand addLedger;
    private readonly SqliteCommand addAudit;
    private readonly SqliteCommand setMerchant;
    private long sequence;

    internal DurableRefundFloor(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        Execute("""
            CREATE TABLE billingcontext_merchants (merchant TEXT NOT NULL PRIMARY KEY, audit BIGINT NOT NULL, audit_link TEXT NOT NULL);
            CREATE TABLE billingcontext_intents (merchant TEXT NOT NULL, request_id TEXT NOT NULL, scope TEXT NOT NULL, payment TEXT NOT NULL,
              due_at BIGINT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (merchant, request_id));
            CREATE TABLE billingcontext_ledgers (merchant TEXT NOT NULL, scope TEXT NOT NULL, payment TEXT NOT NULL, version BIGINT NOT NULL,
              PRIMARY KEY (merchant, scope, payment));
            CREATE TABLE billingcontext_audit (merchant TEXT NOT NULL, sequence BIGINT NOT NULL, body TEXT NOT NULL, link TEXT NOT NULL,
              PRIMARY KEY (merchant, sequence));
            INSERT INTO billingcontext_merchants VALUES ('acme', 0, '');
            """);
        addIntent = Prepare("INSERT INTO billingcontext_intents VALUES ($merchant, $request, $scope, $payment, $due, 1, $body)");
        setIntent = Prepare("UPDATE billingcontext_intents SET due_at = NULL, version = 2, body = $body WHERE merchant = $merchant AND request_id = $request");
        addLedger = Prepare("INSERT INTO billingcontext_ledgers VALUES ($merchant, $scope, $payment, 1)");
        addAudit = Prepare("INSERT INTO billingcontext_audit VALUES ($merchant, $sequence, $body, $link)");
        setMerchant = Prepare("UPDATE billingcontext_merchants SET audit = $sequence, audit_link = $link WHERE merchant = $merchant");
    }

    internal void Record(string request, string payment, long dueAt, RefundTexts texts)
    {
        using (var transaction = connection.BeginTransaction())
        {
            Run(transaction, addIntent, ("$merchant", Merchant), ("$request", request), ("$scope", Scope), ("$payment", payment), ("$due", dueAt), ("$body", texts.Recorded));
            Run(transaction, addLedger, ("$merchant", Merchant), ("$scope", Scope), ("$payment", payment));
            Append(transaction, texts.RecordedLine, texts.RecordedLink);
            transaction.Commit();
        }

        using (var transaction = connection.BeginTransaction())
        {
            Run(transaction, setIntent, ("$merchant", Merchant), ("$request", request), ("$body", texts.Settled));
            Append(transaction, texts.SettledLine, texts.SettledLink);
            transaction.Commit();
        }
    }

    public void Dispose() => connection.Dispose();

    private void Append(SqliteTransaction transaction, string line, string link)
    {
        sequence++;
        Run(transaction, addAudit, ("$merchant", Merchant), ("$sequence", sequence), ("$body", line), ("$link", link));
        Run(transaction, setMerchant, ("$merchant", Merchant), ("$sequence", sequence), ("$link", link));
    }

    private static void Run(SqliteTransaction transaction, SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        command.Transaction = transaction;
        command.Parameters.Clear();
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Prepare();
        return command;
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
