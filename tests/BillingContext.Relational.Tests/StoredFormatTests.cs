using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Relational.Internal;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Tests.Storage;

namespace BillingContext.Relational.Tests;

/// <summary>What was once written stays readable: these rows are as version 1 wrote them, and are never changed.</summary>
internal sealed class StoredFormatTests
{
    private const string Intent =
        """{"merchant":"acme","account":"acct_1","livemode":true,"request_id":"t1","parameters_hash":"hash","version":1,"state":"AwaitingStripeApproval","payment":"pi_1","method_type":"card","amount":500,"currency":"USD","reason":"Duplicate","connect":"PlatformPays","customer":"cus_1","identity":"Confirmed","confirmed_by":{"kind":"Person","id":"agent_2"},"actor":{"kind":"Assistant","id":"bot"},"ticket":"T-1","policy_version":"v1","created_at":"2026-11-02T09:00:00+00:00","lease_until":"2026-11-02T09:02:00+00:00","may_leave_until":"2026-11-02T09:02:00+00:00","due_at":"2026-11-02T09:02:00.1234567+00:00","looks":2,"may_have_landed":true,"refund":"re_1","refunded_at":"2026-11-02T09:00:01+00:00","stripe_approval":{"id":"apr_1","dashboard_url":"https://dashboard.stripe.com/x","expires_at":"2026-11-03T09:00:00+00:00"},"failure_code":"code"}""";

    private static readonly RefundIntent Read = new()
    {
        Scope = new StripeScope(new MerchantId("acme"), new StripeAccountId("acct_1"), Livemode: true),
        RequestId = "t1",
        ParametersHash = "hash",
        Version = 1,
        State = RefundState.AwaitingStripeApproval,
        Payment = new PaymentId("pi_1"),
        MethodType = "card",
        Amount = Money.Of("usd", 500),
        Reason = RefundReason.Duplicate,
        Connect = DestinationChargeRefunds.PlatformPays,
        Customer = new CustomerId("cus_1"),
        Identity = ResolutionStatus.Confirmed,
        ConfirmedBy = Actor.Person("agent_2"),
        Actor = Actor.Assistant("bot"),
        Ticket = new TicketReference("T-1"),
        PolicyVersion = "v1",
        CreatedAt = Some.Now,
        LeaseUntil = Some.Now.AddMinutes(2),
        MayLeaveUntil = Some.Now.AddMinutes(2),
        DueAt = Some.Now.AddMinutes(2).AddTicks(1_234_567),
        Looks = 2,
        MayHaveLanded = true,
        Refund = new RefundId("re_1"),
        RefundedAt = Some.Now.AddSeconds(1),
        StripeApproval = new StripeApproval("apr_1", new Uri("https://dashboard.stripe.com/x"), Some.Now.AddDays(1)),
        FailureCode = "code",
    };

    private readonly SqliteFile file = new();

    [TearDown]
    public void Close() => file.Dispose();

    [Test]
    public async Task A_row_of_version_1_is_read_and_written()
    {
        using var store = new RelationalBillingStore(file.Open(), Dialect.Sqlite, new AuditChain());
        await store.CommitAsync(new StoreBatch { Intent = Read with { Version = 0 } }, default);
        var source = file.Open();
        using var written = source.CreateCommand("SELECT body FROM billingcontext_intents");
        Assert.That(written.ExecuteScalar(), Is.EqualTo(Intent));

        source.Execute($"UPDATE billingcontext_intents SET body = '{Intent}'");

        Assert.That(await store.GetRefundIntentAsync(Some.Scope().Merchant, "t1", default), Is.EqualTo(Read));
    }

    [Test]
    public async Task What_version_1_did_not_have_to_say_has_its_default()
    {
        using var store = new RelationalBillingStore(file.Open(), Dialect.Sqlite, new AuditChain());
        await store.CommitAsync(new StoreBatch { Intent = Some.Intent() }, default);
        file.Open().Execute(
            """UPDATE billingcontext_intents SET body = '{"merchant":"acme","livemode":false,"request_id":"t1","parameters_hash":"hash","version":1,"state":"InProgress","payment":"pi_1","amount":500,"currency":"USD","reason":"RequestedByCustomer","actor":{"kind":"Person","id":"agent_1"},"created_at":"2026-11-02T09:00:00+00:00","lease_until":"2026-11-02T09:02:00+00:00"}'""");

        Assert.That(await store.GetRefundIntentAsync(Some.Scope().Merchant, "t1", default), Is.EqualTo(Some.Intent() with { Version = 1 }));
    }
}
