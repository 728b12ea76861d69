using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Testing;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BillingContext.Relational.Tests;

/// <summary>Events posted to one node appear, all of them and in order, in a conversation that is open on another.</summary>
internal sealed class CrossNodeFeedTests
{
    private const int Events = 200;
    private static readonly StripeScope Scope = new(MerchantId.Default, null, Livemode: false);

    [Test]
    public async Task On_SQLite()
    {
        using var file = new SqliteFile();

        await PlayAsync(billing => billing.UseSqlite(file.Open()));
    }

    [Test]
    public async Task On_PostgreSQL()
    {
        using var schema = PostgresSchema.Create();

        await PlayAsync(billing => billing.UsePostgreSql(schema.Open()));
    }

    private static async Task PlayAsync(Action<IBillingContextBuilder> store)
    {
        var stripe = new StripeSimulator(TimeProvider.System);
        var customer = CustomerResolution.VerifiedCustomer(Scope, new CustomerId(stripe.Account.AddCustomer("buyer@example.com")));
        var other = stripe.Account.AddCustomer("other@example.com");
        await using var posted = new HelpdeskHost(stripe, store);
        await using var watching = new HelpdeskHost(stripe, billing =>
        {
            billing.Services.Configure<BillingContextOptions>(options => options.ReadChangesEvery = TimeSpan.FromMilliseconds(100));
            store(billing);
        });
        var services = watching.Get<IEnumerable<IHostedService>>().ToList();
        foreach (var service in services)
        {
            await service.StartAsync(default);
        }

        var context = await watching.Get<IPaymentContextProvider>().GetAsync(customer);
        stripe.Account.TakeWebhooks();
        var hearing = HearAsync();
        var router = posted.Get<WebhookEventRouter>();
        for (var i = 0; i < Events; i++)
        {
            stripe.Account.Pay(customer.Customer!.Value.Value, 100 + i);
            stripe.Account.Pay(other, 100 + i);
            foreach (var webhook in stripe.Account.TakeWebhooks())
            {
                var result = await router.RouteAsync(new WebhookDelivery(webhook.Body, webhook.SignatureHeader));
                Assert.That(result.StatusCode, Is.EqualTo(200));
            }
        }

        // A tail that is broken is red, and does not hang.
        var heard = await hearing.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.That(heard, Is.Unique.And.Ordered);
        foreach (var service in services)
        {
            await service.StopAsync(default);
        }

        async Task<List<long>> HearAsync()
        {
            var payments = new HashSet<PaymentId>();
            var sequences = new List<long>();
            await foreach (var change in watching.Get<IBillingFeed>().WatchAsync(customer, context.ChangeToken))
            {
                Assert.That(change.Kind, Is.Not.EqualTo(BillingChangeKind.Missed));
                Assert.That(change.Customer, Is.EqualTo(customer.Customer));
                sequences.Add(change.Sequence);
                if (payments.Add(change.Payment!.Value) && payments.Count == Events)
                {
                    break;
                }
            }

            return sequences;
        }
    }
}
