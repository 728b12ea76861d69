using BillingContext.AspNetCore.Tests.Framework;
using BillingContext.Testing;
using BillingContext.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BillingContext.AspNetCore.Tests.Health;

public class HealthTests
{
    private const string Store = "billingcontext.store";
    private const string Inbox = "billingcontext.inbox";
    private const string Keys = "billingcontext.keys";

    [Test]
    public async Task All_is_well_at_first()
    {
        await using var desk = await StartAsync();

        var report = await ReportAsync(desk);

        Assert.That(report.Entries.Select(entry => $"{entry.Key} {entry.Value.Status} {string.Join(',', entry.Value.Tags)}"), Is.EquivalentTo(new[]
        {
            $"{Store} Healthy billingcontext", $"{Inbox} Healthy billingcontext", $"{Keys} Healthy billingcontext",
        }));
        Assert.That(report.Entries[Keys].Description, Is.EqualTo("1 of 1 keys work."));
        Assert.That(await desk.Client.GetStringAsync("/health"), Is.EqualTo("Healthy"));
    }

    [Test]
    public async Task A_store_that_is_away_is_unhealthy_and_says_nothing_of_its_own()
    {
        var isAway = false;
        await using var desk = await StartAsync(builder => builder.Services.AddSingleton(SwitchedStore.Over(SwitchedStore.InMemory(), () => isAway)));
        isAway = true;

        var report = await ReportAsync(desk);

        Assert.That(Told(report, Store), Is.EqualTo("Unhealthy: The store does not answer (InvalidOperationException)."));
        Assert.That(Told(report, Inbox), Is.EqualTo("Unhealthy: The backlog is not known (InvalidOperationException)."));
        Assert.That(report.Entries.Values.Select(entry => entry.Exception), Is.All.Null, "an exception of a driver may hold a connection string");
        isAway = false;
        Assert.That((await ReportAsync(desk)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [TestCase(299, HealthStatus.Healthy)]
    [TestCase(300, HealthStatus.Degraded)]
    [TestCase(6 * 3600 - 1, HealthStatus.Degraded)]
    [TestCase(6 * 3600, HealthStatus.Unhealthy)]
    public async Task The_inbox_is_as_well_as_its_oldest_event(int seconds, HealthStatus status)
    {
        await using var desk = await StartAsync(Idle);
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        await desk.PostAsync(desk.Stripe.Account.TakeWebhooks().Single());
        desk.Time.Advance(TimeSpan.FromSeconds(seconds));

        var report = await ReportAsync(desk);

        Assert.That(Told(report, Inbox), Is.EqualTo($"{status}: 1 events wait, the oldest for {seconds} s; 0 are set aside."));
        Assert.That(report.Entries[Inbox].Data["oldestSeconds"], Is.EqualTo((long)seconds));
    }

    [Test]
    public async Task A_revoked_key_is_unhealthy()
    {
        await using var desk = await StartAsync();
        desk.Stripe.RevokeKey(StripeSimulator.SecretKey);

        Assert.That(Told(await ReportAsync(desk), Keys), Is.EqualTo("Unhealthy: 0 of 1 keys work. default: stripe.key_rejected."));
    }

    [Test]
    public async Task A_key_that_lacks_permissions_is_degraded_and_they_are_named()
    {
        await using var desk = await StartAsync();
        desk.Stripe.SetPermissions(StripeSimulator.SecretKey, "customer_read", "payment_intent_read", "charge_read", "subscription_read");

        Assert.That(Told(await ReportAsync(desk), Keys), Is.EqualTo("Degraded: 0 of 1 keys work. default: lacks rak_dispute_read, rak_invoice_read."));
    }

    [TestCase("customer_read")]
    [TestCase("payment_intent_read")]
    [TestCase("charge_read")]
    [TestCase("dispute_read")]
    [TestCase("subscription_read")]
    [TestCase("invoice_read")]
    public async Task Each_permission_is_missed(string permission)
    {
        string[] all = ["customer_read", "payment_intent_read", "charge_read", "dispute_read", "subscription_read", "invoice_read"];
        await using var desk = await StartAsync();
        desk.Stripe.SetPermissions(StripeSimulator.SecretKey, [.. all.Where(one => one != permission)]);

        Assert.That(Told(await ReportAsync(desk), Keys), Does.Contain($"lacks rak_{permission}."));
    }

    [Test]
    public async Task When_Stripe_is_away_no_key_is_blamed()
    {
        await using var desk = await StartAsync();
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).Times(100));

        Assert.That(Told(await ReportAsync(desk), Keys), Is.EqualTo("Degraded: 0 of 1 keys work. default: stripe.unavailable."));
    }

    [Test]
    public async Task A_Stripe_that_hangs_is_waited_for_a_while_and_then_not_asked_for_a_minute()
    {
        await using var desk = await StartAsync(configure: builder => builder.UseStripe(options => options.AttemptTimeout = options.TotalTimeout = TimeSpan.FromSeconds(45)));
        desk.Stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromHours(1)).Times(100));
        var probing = ReportAsync(desk);
        await desk.AdvanceUntilAsync(probing);
        var sent = desk.Stripe.Requests.Count;

        var again = await ReportAsync(desk);

        Assert.That(Told(await probing, Keys), Is.EqualTo("Degraded: 0 of 1 keys work. default: stripe.unavailable."));
        Assert.That(Told(again, Keys), Is.EqualTo(Told(await probing, Keys)));
        Assert.That(desk.Stripe.Requests, Has.Count.EqualTo(sent));
    }

    [Test]
    public async Task A_prober_that_gives_up_early_does_not_have_keys_tried_again_and_again()
    {
        await using var desk = await StartAsync(configureHealth: options => options.CheckKeysEvery = TimeSpan.FromDays(1));
        desk.Stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromSeconds(1)).Times(100));
        using var patience = new CancellationTokenSource();

        var probing = desk.Get<HealthCheckService>().CheckHealthAsync(patience.Token);
        await WebDesk.UntilAsync(() =>
        {
            desk.Time.Advance(TimeSpan.FromSeconds(1));
            return desk.Stripe.Requests.Count >= 3;
        });
        patience.Cancel();
        await desk.AdvanceUntilAsync(probing.ContinueWith(_ => { }, TaskScheduler.Default));
        var again = ReportAsync(desk);
        await desk.AdvanceUntilAsync(again);

        Assert.That(Told(await again, Keys), Is.EqualTo("Healthy: 1 of 1 keys work."));
        Assert.That(desk.Stripe.Requests, Has.Count.InRange(6, 7));
    }

    [Test]
    public async Task However_many_probes_there_are_a_good_key_is_tried_every_ten_minutes()
    {
        await using var desk = await StartAsync();
        await ReportAsync(desk);
        var once = desk.Stripe.Requests.Count;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ReportAsync(desk)));
        desk.Time.Advance(TimeSpan.FromSeconds(599));
        await ReportAsync(desk);
        Assert.That(desk.Stripe.Requests, Has.Count.EqualTo(once));
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ReportAsync(desk)));

        Assert.That(once, Is.InRange(6, 7));
        Assert.That(desk.Stripe.Requests, Has.Count.EqualTo(2 * once));
    }

    [Test]
    public async Task Probes_that_come_together_try_a_key_once()
    {
        await using var desk = await StartAsync(configureHealth: options => options.CheckKeysEvery = TimeSpan.FromDays(1));
        desk.Stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromSeconds(1)).Times(1000));

        var probes = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReportAsync(desk)));
        await desk.AdvanceUntilAsync(probes);

        Assert.That((await probes).Select(report => report.Status), Is.All.EqualTo(HealthStatus.Healthy));
        Assert.That(desk.Stripe.Requests, Has.Count.InRange(6, 7));
    }

    [Test]
    public async Task A_key_that_is_mended_is_seen_within_a_minute()
    {
        await using var desk = await StartAsync();
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false));
        var away = await ReportAsync(desk);

        desk.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.That(away.Entries[Keys].Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That((await ReportAsync(desk)).Entries[Keys].Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Of_many_merchants_a_few_are_tried_at_a_time_and_one_that_is_bad_takes_nobody_out_of_service()
    {
        var merchants = new Merchants();
        await using var desk = await StartAsync(
            builder => builder.Services.AddSingleton<IMerchantCredentialsProvider>(merchants),
            options =>
            {
                foreach (var name in new[] { "a", "b", "c", "d", "e", "f", "g" })
                {
                    options.Merchants.Add(new MerchantId(name));
                }
            });
        desk.Stripe.AddConnectedAccount("acct_a");
        desk.Stripe.AddConnectedAccount("acct_b");

        var first = await ReportAsync(desk);
        var second = await ReportAsync(desk);

        Assert.That(first.Entries[Keys].Data["tried"], Is.EqualTo(5));
        Assert.That(second.Entries[Keys].Data["tried"], Is.EqualTo(7));
        Assert.That(Told(second, Keys), Is.EqualTo(
            "Degraded: 2 of 7 keys work. c: merchant.unknown. d: merchant.unknown. e: merchant.unknown. f: merchant.unknown. g: merchant.unknown."));
    }

    [Test]
    public async Task A_merchant_without_a_webhook_secret_is_degraded()
    {
        var merchants = new Merchants();
        merchants.Rotate("a");
        await using var desk = await StartAsync(
            builder => builder.Services.AddSingleton<IMerchantCredentialsProvider>(merchants), options => options.Merchants.Add(new MerchantId("a")));
        desk.Stripe.AddConnectedAccount("acct_a");

        Assert.That(Told(await ReportAsync(desk), Keys), Is.EqualTo("Degraded: 0 of 1 keys work. a: signature.no_secret."));
    }

    [Test]
    public async Task A_host_of_many_merchants_that_names_none_is_told_so()
    {
        await using var desk = await StartAsync(builder => builder.Services.AddSingleton<IMerchantCredentialsProvider>(new Merchants()));

        Assert.That(Told(await ReportAsync(desk), Keys), Is.EqualTo("Healthy: No merchant is checked: name some in BillingHealthOptions.Merchants."));
    }

    [Test]
    public async Task When_the_hosts_credentials_are_away_their_words_are_not_repeated()
    {
        var merchants = new Merchants { AreAway = true };
        await using var desk = await StartAsync(
            builder => builder.Services.AddSingleton<IMerchantCredentialsProvider>(merchants), options => options.Merchants.Add(new MerchantId("a")));

        Assert.That(Told(await ReportAsync(desk), Keys), Is.EqualTo("Degraded: 0 of 1 keys work. a: host.failed."));
    }

    [TestCase("store.altered", "Unhealthy: 0 of 1 keys work. a: store.altered.")]
    [TestCase("store.unavailable", "Degraded: 0 of 1 keys work. a: store.unavailable.")]
    public async Task A_merchant_whose_record_was_altered_is_closed_until_a_person_mends_it(string code, string told)
    {
        var merchants = new Merchants { Closed = ("a", code) };
        await using var desk = await StartAsync(
            builder => builder.Services.AddSingleton<IMerchantCredentialsProvider>(merchants), options => options.Merchants.Add(new MerchantId("a")));

        Assert.That(Told(await ReportAsync(desk), Keys), Is.EqualTo(told));
    }

    [Test]
    public void Twice_is_the_same_as_once()
    {
        var services = new ServiceCollection();
        services.AddBillingContext().UseStripeSimulator(new StripeSimulator());
        services.AddHealthChecks().AddBillingContext().AddBillingContext(options => options.CheckKeysEvery = TimeSpan.FromHours(1));
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations, Has.Count.EqualTo(3));
        Assert.That(provider.GetRequiredService<IOptions<BillingHealthOptions>>().Value.CheckKeysEvery, Is.EqualTo(TimeSpan.FromHours(1)));
    }

    [TestCase("-00:00:01", "06:00:00", "00:10:00", "BacklogDegradedAfter")]
    [TestCase("00:05:00", "00:04:59", "00:10:00", "BacklogUnhealthyAfter")]
    [TestCase("00:05:00", "06:00:00", "00:00:59", "CheckKeysEvery")]
    [TestCase("00:05:00", "06:00:00", "1.00:00:01", "CheckKeysEvery")]
    public void An_option_out_of_range_stops_the_host(string degraded, string unhealthy, string keys, string name)
    {
        Assert.That(
            async () => await StartAsync(configureHealth: options => (options.BacklogDegradedAfter, options.BacklogUnhealthyAfter, options.CheckKeysEvery) = (Span(degraded), Span(unhealthy), Span(keys))),
            Throws.InstanceOf<OptionsValidationException>().With.Message.Contains($"BillingContext:Health:{name} is "));

        static TimeSpan Span(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task<WebDesk> StartAsync(Action<IBillingContextBuilder>? configure = null, Action<BillingHealthOptions>? configureHealth = null) => WebDesk.StartAsync(
        builder =>
        {
            builder.Services.AddHealthChecks().AddBillingContext(configureHealth);
            configure?.Invoke(builder);
        },
        app =>
        {
            app.MapStripeWebhooks("/webhooks/stripe");
            app.MapHealthChecks("/health");
        });

    private static void Idle(IBillingContextBuilder builder) =>
        builder.Services.Configure<BillingContextOptions>(options => options.ProcessWebhooksEvery = TimeSpan.Zero);

    private static Task<HealthReport> ReportAsync(WebDesk desk) => desk.Get<HealthCheckService>().CheckHealthAsync();

    private static string Told(HealthReport report, string check) => $"{report.Entries[check].Status}: {report.Entries[check].Description}";
}
