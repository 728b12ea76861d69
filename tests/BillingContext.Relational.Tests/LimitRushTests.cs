using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Relational.Tests;

/// <summary>A thousand refunds at once, on two nodes and one database: exactly as many as the limits let pass, and none once it is stopped.</summary>
internal sealed class LimitRushTests
{
    private static readonly StripeScope Scope = new(MerchantId.Default, null, Livemode: false);

    [Test]
    public async Task On_SQLite()
    {
        using var file = new SqliteFile();

        await RushAsync(billing => billing.UseSqlite(file.Open()));
    }

    [Test]
    public async Task On_PostgreSQL()
    {
        using var schema = PostgresSchema.Create();

        await RushAsync(billing => billing.UsePostgreSql(schema.Open()));
    }

    private static async Task RushAsync(Action<IBillingContextBuilder> store)
    {
        var stripe = new StripeSimulator(new ManualTimeProvider());
        var customer = stripe.Account.AddCustomer("buyer@example.com");
        await using var first = Start(stripe, store);
        await using var second = Start(stripe, store);
        var requests = Enumerable.Range(0, 1_000).Select(i => new RefundRequest
        {
            RequestId = $"r{i}",
            Customer = CustomerResolution.VerifiedCustomer(Scope, new CustomerId(customer)),
            Payment = new PaymentId(stripe.Account.Pay(customer, 1_00).PaymentIntentId!),
            Actor = Actor.Person("agent_1"),
        }).ToList();

        var results = await Task.WhenAll(requests.Select((request, i) => Task.Run(() => RefundAsync(i % 2 == 0 ? first : second, request))));

        Assert.That(results.Count(result => result.State == RefundState.Succeeded), Is.EqualTo(40));
        Assert.That(stripe.Account.Refunds, Has.Count.EqualTo(40));
        Assert.That(results.Where(result => result.State != RefundState.Succeeded).Select(result => result.Reasons[0].Code), Is.All.EqualTo("limit.sum_reached"));
    }

    private static HelpdeskHost Start(StripeSimulator stripe, Action<IBillingContextBuilder> store) => new(stripe, billing =>
    {
        billing.Services.Configure<BillingContextOptions>(options =>
        {
            options.RefundLimits.Add(new RefundLimit("count", LimitPer.Merchant, TimeSpan.FromDays(1), count: 60));
            options.RefundLimits.Add(new RefundLimit("sum", LimitPer.Merchant, TimeSpan.FromDays(1), null, Money.Of("usd", 40_00)));
        });
        store(billing);
    });

    /// <summary>Those who lose too many races are told to ask again.</summary>
    private static async Task<RefundResult> RefundAsync(HelpdeskHost host, RefundRequest request)
    {
        while (true)
        {
            try
            {
                return await host.Get<IRefundService>().RefundAsync(request);
            }
            catch (BillingException exception) when (exception.Code == "store.conflict")
            {
            }
        }
    }
}
