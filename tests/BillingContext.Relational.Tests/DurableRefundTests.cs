using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BillingContext.Relational.Tests;

/// <summary>The shipped SDK on a database: what a restart keeps, and that a broken database moves no money.</summary>
internal sealed class DurableRefundTests
{
    private readonly SqliteFile file = new();
    private readonly ManualTimeProvider clock = new();
    private StripeSimulator stripe = null!;
    private SimulatedPayment payment = null!;

    [SetUp]
    public void Pay()
    {
        stripe = new StripeSimulator(clock);
        payment = stripe.Account.Pay(stripe.Account.AddCustomer("buyer@example.com"), 4_200);
    }

    [TearDown]
    public void Close() => file.Dispose();

    [Test]
    public async Task A_request_is_one_refund_across_a_restart()
    {
        await using (var first = Start())
        {
            Assert.That((await first.RefundAsync(payment)).State, Is.EqualTo(RefundState.Succeeded));
        }

        await using var second = Start();
        var repeated = await second.RefundAsync(payment);

        Assert.That((repeated.State, repeated.IsRepeat), Is.EqualTo((RefundState.Succeeded, true)));
        Assert.That(stripe.Account.Refunds, Has.Count.EqualTo(1));
        var lines = await second.Get<IBillingStore>().ReadAuditAsync(MerchantId.Default, 0, 100, default);
        Assert.That(lines.Select(line => line.Read().Action), Is.EqualTo(new[] { AuditActions.RefundRecorded, AuditActions.RefundOutcome }));
        Assert.That(second.Get<AuditChain>().IsKeyed);
        Assert.That(second.Get<AuditChain>().Follows(MerchantId.Default, lines[0].Anchor, lines[1]));
    }

    [Test]
    public async Task A_refund_whose_answer_was_lost_is_settled_by_the_next_process()
    {
        stripe.Faults.Add(StripeFault.ServerError(applied: true, stored: true).WithShouldRetry(false).On(HttpMethod.Post, "/v1/refunds"));
        await using (var first = Start())
        {
            Assert.That((await first.RefundAsync(payment)).State, Is.EqualTo(RefundState.Unknown));
        }

        await using var second = Start();

        Assert.That((await second.RefundAsync(payment)).State, Is.EqualTo(RefundState.Succeeded));
        Assert.That(stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_processes_on_one_file_refund_no_more_than_was_paid()
    {
        await using var first = Start();
        await using var second = Start();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            // Those who lose too many races are told to ask again.
            for (var isDone = false; !isDone;)
            {
                try
                {
                    await (i % 2 == 0 ? first : second).RefundAsync(payment, $"t{i}");
                    isDone = true;
                }
                catch (BillingException exception) when (exception.Code == "store.conflict")
                {
                }
            }
        })));

        Assert.That(stripe.Account.Refunds.Select(refund => refund.Amount), Is.EqualTo(Enumerable.Repeat(1_000, 4)), "Four times 10.00 of 42.00.");
    }

    [TestCase("DROP TABLE billingcontext_ledgers", "store.unavailable")]
    [TestCase("DROP TABLE billingcontext_audit", "store.unavailable")]
    [TestCase("UPDATE billingcontext_schema SET version = 99", "store.newer_schema")]
    [TestCase("UPDATE billingcontext_intents SET body = 'garbage'", "store.altered")]
    public async Task A_database_somebody_altered_moves_no_money(string alteration, string code)
    {
        await using (var before = Start())
        {
            await before.RefundAsync(payment, "before");
        }

        file.Open().Execute(alteration);
        await using var host = Start();

        Assert.That(async () => await host.RefundAsync(payment), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo(code));
        Assert.That(stripe.Account.Refunds, Has.Count.EqualTo(1), "None but the one before.");
    }

    [Test]
    public async Task A_read_only_file_moves_no_money()
    {
        await using (var before = Start())
        {
            await before.RefundAsync(payment, "before");
        }

        await using var host = new HelpdeskHost(stripe, builder => builder.UseSqlite(file.Open("Mode=ReadOnly")));

        Assert.That(async () => await host.RefundAsync(payment), Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("store.unavailable"));
        Assert.That(stripe.Account.Refunds, Has.Count.EqualTo(1));
        Assert.That((await host.RefundAsync(payment, "before")).State, Is.EqualTo(RefundState.Succeeded), "What is recorded is still told.");
    }

    [Test]
    public async Task A_store_that_fails_after_the_refund_was_made_leaves_it_open_and_not_lost()
    {
        await using var host = Start();
        await host.RefundAsync(payment, "before");
        var source = file.Open();
        source.Execute("CREATE TRIGGER full BEFORE UPDATE ON billingcontext_intents BEGIN SELECT RAISE(ABORT, 'full'); END");

        var unrecorded = await host.RefundAsync(payment, "t1");
        source.Execute("DROP TRIGGER full");
        clock.Advance(TimeSpan.FromMinutes(10));
        var settled = await host.RefundAsync(payment);

        Assert.That((unrecorded.State, unrecorded.Reasons[0].Code), Is.EqualTo((RefundState.Unknown, "outcome.not_recorded")));
        Assert.That((settled.State, settled.IsRepeat), Is.EqualTo((RefundState.Succeeded, true)));
        Assert.That(stripe.Account.Refunds, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_server_that_is_down_moves_no_money()
    {
        // Nobody listens on port 1.
        await using var down = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Database=none;Username=none;Password=none");
        await using var host = new HelpdeskHost(stripe, builder => builder.UsePostgreSql(down));

        Assert.That(
            async () => await host.RefundAsync(payment),
            Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("store.unavailable").And.InnerException.InstanceOf<NpgsqlException>());
        Assert.That(stripe.Account.Refunds, Is.Empty);
    }

    private HelpdeskHost Start() => new(stripe, builder => builder.UseSqlite(file.Open()));
}
