using BillingContext.Audit;
using BillingContext.Benchmarks.Floors;
using BillingContext.Benchmarks.Measuring;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Relational.Internal;
using BillingContext.Storage;
using Microsoft.Data.Sqlite;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>Refunds to put on record, one after the other, each on a payment of its own, in a file of ours and in one of the floor's.</summary>
internal sealed class DurableRefund : IDisposable
{
    private const string Rows =
        "SELECT 'i', merchant, request_id, scope, payment, due_at, version, body FROM billingcontext_intents "
        + "UNION ALL SELECT 'l', merchant, scope, payment, version, '', '', '' FROM billingcontext_ledgers "
        + "UNION ALL SELECT 'a', merchant, sequence, body, link, '', '', '' FROM billingcontext_audit "
        + "UNION ALL SELECT 'm', merchant, audit, audit_link, '', '', '', '' FROM billingcontext_merchants ORDER BY 1, 3";

    private static readonly StripeScope Scope = new(new MerchantId("acme"), null, Livemode: false);
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("billingcontext-bench-").FullName;
    private readonly SqliteConnection pool;
    private readonly RelationalBillingStore store;
    private readonly DurableRefundFloor floor;
    private readonly RefundTexts texts;
    private int ours;
    private int theirs;

    internal DurableRefund()
    {
        var connectionString = $"Data Source={Path.Combine(folder, "ours.db")}";
        pool = new SqliteConnection(connectionString);
        store = new RelationalBillingStore(
            SqliteFactory.Instance.CreateDataSource(connectionString), Dialect.Sqlite, new AuditChain(AuditKey.Parse(Convert.ToBase64String("a key of 32 bytes for this bench!"u8))));
        floor = new DurableRefundFloor(Path.Combine(folder, "floor.db"));

        // The first refund of each must leave the same rows.
        var recorded = InMemory.Result(store.CommitAsync(Recording("t0"), default).AsTask());
        var before = Read("ours.db", "SELECT body FROM billingcontext_intents");
        Settle("t0");
        texts = new RefundTexts(
            before,
            Read("ours.db", "SELECT body FROM billingcontext_audit WHERE sequence = 1"),
            Read("ours.db", "SELECT link FROM billingcontext_audit WHERE sequence = 1"),
            Read("ours.db", "SELECT body FROM billingcontext_intents"),
            Read("ours.db", "SELECT body FROM billingcontext_audit WHERE sequence = 2"),
            Read("ours.db", "SELECT link FROM billingcontext_audit WHERE sequence = 2"));
        RecordByFloor();
        ours++;
        Same.Require($"{recorded} {Read("ours.db", Rows)}", $"{StoreCommit.Applied} {Read("floor.db", Rows)}");
    }

    /// <summary>Both commits of a refund through the store.</summary>
    internal void Record()
    {
        var request = $"t{ours++}";
        Require(InMemory.Result(store.CommitAsync(Recording(request), default).AsTask()));
        Settle(request);
    }

    /// <summary>The same by hand.</summary>
    internal void RecordByFloor()
    {
        var request = $"t{theirs++}";
        floor.Record(request, PaymentOf(request), Now.AddMinutes(2).UtcTicks, texts);
    }

    public void Dispose()
    {
        store.Dispose();
        floor.Dispose();
        SqliteConnection.ClearPool(pool);
        pool.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string PaymentOf(string request) => $"pi_{request}";

    private static StoreBatch Recording(string request) => new()
    {
        Intent = Intent(request),
        Ledger = new PaymentLedger(Scope, new PaymentId(PaymentOf(request)), 0, []),
        Audit = [Line(request, AuditActions.RefundRecorded, RefundState.InProgress) with { Facts = Facts }],
    };

    private void Settle(string request) => Require(InMemory.Result(store.CommitAsync(
        new StoreBatch
        {
            Intent = Intent(request) with { Version = 1, State = RefundState.Succeeded, DueAt = null, Refund = new RefundId("re_1"), RefundedAt = Now },
            Audit = [Line(request, AuditActions.RefundOutcome, RefundState.Succeeded) with { Refund = new RefundId("re_1") }],
        },
        default).AsTask()));

    private static RefundIntent Intent(string request) => new()
    {
        Scope = Scope,
        RequestId = request,
        ParametersHash = new string('a', 64),
        State = RefundState.InProgress,
        Payment = new PaymentId(PaymentOf(request)),
        MethodType = "card",
        Amount = Money.Of("usd", 1_200),
        Reason = RefundReason.RequestedByCustomer,
        Customer = new CustomerId("cus_1"),
        Identity = ResolutionStatus.Verified,
        Actor = Actor.Person("agent_7"),
        Ticket = new TicketReference("T-1042"),
        PolicyVersion = "v1-0123456789ab",
        CreatedAt = Now,
        LeaseUntil = Now.AddMinutes(2),
        MayLeaveUntil = Now.AddMinutes(2),
        DueAt = Now.AddMinutes(2),
    };

    private static AuditEntry Line(string request, string action, RefundState state) => new()
    {
        Scope = Scope,
        At = Now,
        Action = action,
        Actor = Actor.Person("agent_7"),
        Ticket = new TicketReference("T-1042"),
        Customer = new CustomerId("cus_1"),
        Payment = new PaymentId(PaymentOf(request)),
        RequestId = request,
        Amount = Money.Of("usd", 1_200),
        State = state,
        PolicyVersion = "v1-0123456789ab",
        Reasons = [new DecisionReason("policy.approved", RefundVerdict.Approved, "12.00 USD is at most 150.00 USD.", "small and recent")],
    };

    private static RefundFacts Facts => new()
    {
        Now = Now,
        Scope = Scope,
        Identity = ResolutionStatus.Verified,
        Actor = ActorKind.Person,
        Amount = Money.Of("usd", 1_200),
        Captured = Money.Of("usd", 4_200),
        Refunded = Money.Of("usd", 0),
        PaidAt = Now.AddDays(-3),
        MethodType = "card",
        PaymentStatus = PaymentStatus.Succeeded,
    };

    private static void Require(StoreCommit commit)
    {
        if (commit != StoreCommit.Applied)
        {
            throw new InvalidOperationException("The refund was not recorded.");
        }
    }

    private string Read(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of ours.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.AddRange(Enumerable.Range(0, reader.FieldCount).Select(column => $"{reader.GetValue(column)}"));
        }

        return string.Join('|', values);
    }
}
