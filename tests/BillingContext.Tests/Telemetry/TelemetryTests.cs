using System.Diagnostics.Metrics;
using System.Reflection;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;
using BillingContext.Telemetry;
using BillingContext.Testing;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BillingContext.Tests.Telemetry;

/// <summary>What the outside hears of us: names that stay, and nothing about anybody.</summary>
internal sealed class TelemetryTests
{
    // All of it must stay out of sight; none of it is a word that could be there for another reason.
    private const string Email = "zelda.canary@example.com";
    private const string Name = "Zelda Canaryson";
    private const string Phone = "+15550142857";
    private const string Note = "canarynote the customer cried";
    private const string Evidence = "canaryevidence read out four digits";
    private const string WrongKey = "rk_test_CANARYWRONG0000000001";

    private static readonly string[] Canaries =
        [Email, "zelda", "Canaryson", Phone, "canarynote", "canaryevidence", StripeSimulator.SecretKey, StripeSimulator.WebhookSecret, WrongKey, "client_secret", "\"object\""];

    private readonly StripeSimulator simulator = new();
    private readonly LogLines log = new();
    private ServiceProvider services = null!;
    private Instruments instruments = null!;

    [SetUp]
    public void Build()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        collection.AddBillingContext(options => options.EnableRefunds = true).UseStripe(stripe => stripe.MaxRetries = 0).UseStripeSimulator(simulator);
        services = collection.BuildServiceProvider(validateScopes: true);
        instruments = new Instruments(services.GetRequiredService<IMeterFactory>());
    }

    [TearDown]
    public async Task Close()
    {
        instruments.Dispose();
        await services.DisposeAsync();
    }

    [Test]
    public async Task Names_and_units_are_what_dashboards_were_built_on()
    {
        await RunAsync();

        Assert.That(instruments.Published.Values.Select(instrument => $"{instrument.Meter.Name}: {instrument.Name} {instrument.Unit} {instrument.GetType().Name}"), Is.EquivalentTo(new[]
        {
            "BillingContext: billingcontext.stripe.call.duration s Histogram`1",
            "BillingContext: billingcontext.stripe.queue.duration s Histogram`1",
            "BillingContext: billingcontext.stripe.queue.length {request} UpDownCounter`1",
            "BillingContext: billingcontext.refund.requests {request} Counter`1",
            "BillingContext: billingcontext.cancellation.requests {request} Counter`1",
            "BillingContext: billingcontext.webhook.deliveries {delivery} Counter`1",
            "BillingContext: billingcontext.webhook.events {event} Counter`1",
            "BillingContext: billingcontext.webhook.backlog {event} Gauge`1",
            "BillingContext: billingcontext.webhook.backlog.age s Gauge`1",
            "BillingContext: billingcontext.webhook.set_aside {event} Gauge`1",
            "BillingContext: billingcontext.context.requests {request} Counter`1",
        }));
    }

    [Test]
    public void Every_name_is_a_constant_in_one_place()
    {
        var names = typeof(BillingContextTelemetry).GetFields(BindingFlags.Public | BindingFlags.Static);

        Assert.That(names.All(name => name.IsLiteral));
        Assert.That(names.Select(name => name.GetRawConstantValue()), Is.EquivalentTo(new[]
        {
            "BillingContext",
            "billingcontext.stripe.call.duration",
            "billingcontext.stripe.queue.duration",
            "billingcontext.stripe.queue.length",
            "billingcontext.refund.requests",
            "billingcontext.cancellation.requests",
            "billingcontext.webhook.deliveries",
            "billingcontext.webhook.events",
            "billingcontext.webhook.backlog",
            "billingcontext.webhook.backlog.age",
            "billingcontext.webhook.set_aside",
            "billingcontext.context.requests",
            "billingcontext.operation",
            "billingcontext.outcome",
        }));
    }

    [Test]
    public async Task Counts_what_was_asked_and_what_came_of_it()
    {
        await RunAsync();

        Assert.That(instruments.Of(BillingContextTelemetry.Contexts), Is.EqualTo(new[] { "billingcontext.outcome=read", "billingcontext.outcome=cached", "billingcontext.outcome=read" }));
        Assert.That(instruments.Of(BillingContextTelemetry.Refunds), Is.EqualTo(new[] { "billingcontext.outcome=Succeeded", "billingcontext.outcome=Refused" }));
        Assert.That(instruments.Of(BillingContextTelemetry.WebhookDeliveries), Does.Contain("billingcontext.outcome=Accepted").And.Contain("billingcontext.outcome=Rejected"));
        Assert.That(instruments.Of(BillingContextTelemetry.StripeCallDuration), Does.Contain("billingcontext.operation=POST /v1/refunds billingcontext.outcome=ok"));
        Assert.That(instruments.Of(BillingContextTelemetry.StripeCallDuration), Does.Contain("billingcontext.operation=GET /v1/customers/{id} billingcontext.outcome=stripe.unavailable"));
    }

    [Test]
    public async Task A_calls_duration_is_in_seconds_with_all_its_attempts()
    {
        simulator.Faults.Add(StripeFault.Latency(TimeSpan.FromSeconds(3)));
        var call = services.GetRequiredService<IStripeAdapter>().GetCustomerAsync(new StripeScope(default, null, Livemode: false), new CustomerId("cus_none"), default);

        ((ManualTimeProvider)simulator.TimeProvider).Advance(TimeSpan.FromSeconds(3));
        await call;

        Assert.That(instruments.Measurements.Single().Value, Is.EqualTo(3).Within(0.01));
    }

    [Test]
    public async Task No_tag_holds_an_id_or_a_person()
    {
        await RunAsync();

        var tags = instruments.Measurements.SelectMany(measured => measured.Tags).ToList();
        Assert.That(tags.Select(tag => tag.Key), Is.All.AnyOf(BillingContextTelemetry.OperationTag, BillingContextTelemetry.OutcomeTag));
        Assert.That(tags.Select(tag => $"{tag.Value}"), Is.All.Not.Match("cus_|pi_|ch_|re_|acct_|evt_|@|canary|default"));
        Assert.That(tags.Distinct().Count(), Is.LessThan(30));
    }

    [Test]
    public async Task No_line_of_the_log_holds_a_secret_or_a_person()
    {
        await RunAsync();

        Assert.That(log.All, Has.Some.Contains("RefundOutcome").And.Some.Contains("WebhookRouted").And.Some.Contains("WebhookRejected").And.Some.Contains("RefundDecided"));
        foreach (var canary in Canaries)
        {
            Assert.That(log.All, Has.None.Contains(canary).IgnoreCase, canary);
        }
    }

    [Test]
    public async Task No_exception_and_no_result_prints_a_person_or_a_secret()
    {
        var printed = await RunAsync();

        foreach (var canary in Canaries)
        {
            Assert.That(printed, Has.None.Contains(canary).IgnoreCase, canary);
        }
    }

    /// <summary>Everything once: found by e-mail, confirmed, read, refunded, told by webhook, and each of it failing.</summary>
    private async Task<List<string>> RunAsync()
    {
        var printed = new List<string>();
        var customer = simulator.Account.AddCustomer(Email, Name, phone: Phone);
        var paid = simulator.Account.Pay(customer, 4_200);
        var resolver = services.GetRequiredService<ICustomerResolver>();
        var contexts = services.GetRequiredService<IPaymentContextProvider>();
        var refunds = services.GetRequiredService<IRefundService>();
        var router = services.GetRequiredService<WebhookEventRouter>();

        var found = await resolver.ResolveAsync(CustomerQuery.ForEmail(Email));
        var confirmed = await resolver.ConfirmAsync(found, new CustomerId(customer), Actor.Person("agent_1"), Evidence);
        var context = await contexts.GetAsync(confirmed);
        printed.AddRange([$"{CustomerQuery.ForEmail(Email)}", $"{found}", $"{confirmed}", $"{context}", $"{await contexts.GetAsync(confirmed)}", .. found.Candidates.Select(candidate => $"{candidate}")]);
        var request = new RefundRequest { RequestId = "t1", Customer = confirmed, Payment = new PaymentId(paid.PaymentIntentId!), Actor = Actor.Person("agent_1"), Note = Note };
        printed.AddRange([$"{request}", $"{await refunds.RefundAsync(request)}", $"{await refunds.RefundAsync(request with { RequestId = "t2" })}"]);

        foreach (var webhook in simulator.Account.TakeWebhooks())
        {
            printed.Add($"{await router.RouteAsync(new WebhookDelivery(webhook.Body, webhook.SignatureHeader))}");
            printed.Add($"{await router.RouteAsync(new WebhookDelivery(webhook.Body, "t=1,v1=" + new string('0', 64)))}");
        }

        var known = await resolver.ResolveAsync(CustomerQuery.ForCustomer(new CustomerId(customer)));
        simulator.Faults.Add(StripeFault.ServerError(applied: false, stored: false).Times(20));
        printed.Add(await FailureOf(() => resolver.ResolveAsync(CustomerQuery.ForEmail(Email))));
        printed.Add(await FailureOf(() => contexts.GetAsync(known, new PaymentContextRequest { MaxAge = TimeSpan.Zero })));
        printed.Add(await FailureOf(() => refunds.RefundAsync(request with { RequestId = "t3" })));
        simulator.Faults.Clear();
        simulator.RevokeKey(StripeSimulator.SecretKey);
        printed.Add(await FailureOf(() => resolver.ResolveAsync(CustomerQuery.ForEmail(Email))));
        return printed;
    }

    private static async Task<string> FailureOf(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (BillingException exception)
        {
            return exception.ToString();
        }

        throw new AssertionException("It did not fail.");
    }
}
