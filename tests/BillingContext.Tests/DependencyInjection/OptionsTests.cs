using BillingContext.Customers;
using BillingContext.StripeAdapter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BillingContext.Tests.DependencyInjection;

/// <summary>A wrong option stops the host, or the first use without one, and says which it is, what it was and what to do; never a secret.</summary>
internal sealed class OptionsTests
{
    private const string Canary = "CANARY4c1f77a2e9";
    private const string Key = $"rk_test_{Canary}";
    private const string Secret = $"whsec_{Canary}";

    private static readonly TestCaseData[] Mistakes =
    [
        Case("no key", stripe => stripe.ApiKey = null, "BillingContext:Stripe:ApiKey is empty.", "restricted key (rk_test_… or rk_live_…)"),
        Case("an empty key", stripe => stripe.ApiKey = "", "BillingContext:Stripe:ApiKey is empty.", "restricted key"),
        Case("a publishable key", stripe => stripe.ApiKey = "pk_test_" + Canary, "BillingContext:Stripe:ApiKey is a publishable key (pk_…)", "Use a restricted key"),
        Case("an organization key", stripe => stripe.ApiKey = "sk_org_live_" + Canary, "BillingContext:Stripe:ApiKey is an organization key (sk_org_…)", "Use a restricted key"),
        Case("a webhook secret as key", stripe => stripe.ApiKey = Secret, "BillingContext:Stripe:ApiKey is a webhook secret (whsec_…)", "It belongs in WebhookSecrets"),
        Case("a key with a space", stripe => stripe.ApiKey = Key + " ", "BillingContext:Stripe:ApiKey is not a Stripe API key", "without spaces"),
        Case("a key with a line break", stripe => stripe.ApiKey = Key + "\n", "BillingContext:Stripe:ApiKey is not a Stripe API key", "without spaces"),
        Case("a bad write key", stripe => stripe.WriteApiKey = "pk_test_" + Canary, "BillingContext:Stripe:WriteApiKey is a publishable key (pk_…)", "Use a restricted key"),
        Case("an empty write key", stripe => stripe.WriteApiKey = "", "BillingContext:Stripe:WriteApiKey is empty.", "restricted key"),
        Case("keys of two modes", stripe => stripe.WriteApiKey = "rk_live_" + Canary, "BillingContext:Stripe:WriteApiKey is of another mode than ApiKey.", "two test keys or two live keys"),
        Case("a bare prefix as secret", stripe => stripe.WebhookSecrets.Add("whsec_"), "BillingContext:Stripe:WebhookSecrets:0 is empty.", "copy the endpoint's signing secret"),
        Case("a blank secret", stripe => stripe.WebhookSecrets.Add(" "), "BillingContext:Stripe:WebhookSecrets:0 is empty.", "copy the endpoint's signing secret"),
        Case("a short secret", stripe => stripe.WebhookSecrets.Add("whsec_CANARY4c1f77a2e"), "BillingContext:Stripe:WebhookSecrets:0 is shorter than 16 bytes", "Copy the endpoint's signing secret"),
        Case(
            "one bad secret among good ones",
            stripe =>
            {
                stripe.WebhookSecrets.Add(Secret);
                stripe.WebhookSecrets.Add("");
                stripe.WebhookSecrets.Add(Secret);
            },
            "BillingContext:Stripe:WebhookSecrets:1 is empty.",
            "copy the endpoint's signing secret"),
        Case("an account that is none", stripe => stripe.Account = "acme", "BillingContext:Stripe:Account is 'acme'.", "(acct_…), or leave it out"),
        Case("an account with odd letters", stripe => stripe.Account = "acct_1 2", "BillingContext:Stripe:Account is 'acct_1 2'.", "(acct_…), or leave it out"),
        Case("a key as account", stripe => stripe.Account = Key, "BillingContext:Stripe:Account is the id or the key of something else.", "(acct_…), or leave it out"),
        Case("a secret as account", stripe => stripe.Account = Secret, "BillingContext:Stripe:Account is the id or the key of something else.", "(acct_…), or leave it out"),
        Case("plain HTTP to a stranger", stripe => stripe.ApiBase = new Uri("http://api.stripe.com"), "BillingContext:Stripe:ApiBase is 'http://api.stripe.com/'.", "Use https"),
        Case("a relative address", stripe => stripe.ApiBase = new Uri("/v1", UriKind.Relative), "BillingContext:Stripe:ApiBase is '/v1'.", "Use https"),
        Case("another scheme", stripe => stripe.ApiBase = new Uri("ftp://localhost"), "BillingContext:Stripe:ApiBase is 'ftp://localhost/'.", "Use https"),
        Case("an address with a path", stripe => stripe.ApiBase = new Uri("https://api.stripe.com/v1"), "BillingContext:Stripe:ApiBase is 'https://api.stripe.com/v1'.", "Leave out"),
        Case("no address", stripe => stripe.ApiBase = null!, "BillingContext:Stripe:ApiBase is ''.", "Use https"),
        Case("an attempt too short", stripe => stripe.AttemptTimeout = TimeSpan.FromMilliseconds(999), "BillingContext:Stripe:AttemptTimeout is 00:00:00.9990000.", "from 00:00:01 to 00:02:00"),
        Case("an attempt too long", stripe => (stripe.AttemptTimeout, stripe.TotalTimeout) = (TimeSpan.FromSeconds(121), TimeSpan.FromMinutes(5)), "BillingContext:Stripe:AttemptTimeout is 00:02:01.", "from 00:00:01 to 00:02:00"),
        Case("a total below an attempt", stripe => stripe.TotalTimeout = TimeSpan.FromSeconds(19), "BillingContext:Stripe:TotalTimeout is 00:00:19.", "from AttemptTimeout (00:00:20) to 00:10:00"),
        Case("a total too long", stripe => stripe.TotalTimeout = TimeSpan.FromMinutes(11), "BillingContext:Stripe:TotalTimeout is 00:11:00.", "to 00:10:00"),
        Case("no end of waiting", stripe => stripe.TotalTimeout = Timeout.InfiniteTimeSpan, "BillingContext:Stripe:TotalTimeout is -00:00:00.0010000.", "to 00:10:00"),
        Case("too many retries", stripe => stripe.MaxRetries = 11, "BillingContext:Stripe:MaxRetries is 11.", "from 0 to 10"),
        Case("no share", stripe => stripe.Budget.Share = 0, "BillingContext:Stripe:Budget:Share is 0.", "from 0.01 to 1"),
        Case("a share that is no number", stripe => stripe.Budget.Share = double.NaN, "BillingContext:Stripe:Budget:Share is NaN.", "from 0.01 to 1"),
        Case("no nodes", stripe => stripe.Budget.Nodes = 0, "BillingContext:Stripe:Budget:Nodes is 0.", "from 1 to 1000"),
        Case("no requests", stripe => stripe.Budget.RequestsPerSecond = 0, "BillingContext:Stripe:Budget:RequestsPerSecond is 0.", "or leave it out"),
        Case("no requests for an endpoint", stripe => stripe.Budget.RequestsPerSecondPerEndpoint = 0, "BillingContext:Stripe:Budget:RequestsPerSecondPerEndpoint is 0.", "from 1 to 10000"),
        Case("none at once", stripe => stripe.Budget.MaxConcurrent = 0, "BillingContext:Stripe:Budget:MaxConcurrent is 0.", "from 1 to 1000"),
        Case("a queue below none", stripe => stripe.Budget.MaxQueued = -1, "BillingContext:Stripe:Budget:MaxQueued is -1.", "from 0 (nothing waits)"),
        Case("a wait below none", stripe => stripe.Budget.MaxReadWait = TimeSpan.FromSeconds(-1), "BillingContext:Stripe:Budget:MaxReadWait is -00:00:01.", "to 00:10:00"),
        Case("fewer than no retries", stripe => stripe.MaxRetries = -1, "BillingContext:Stripe:MaxRetries is -1.", "from 0 to 10"),
    ];

    private static readonly TestCaseData[] OwnMistakes =
    [
        OwnCase("no payments", options => options.PaymentsPerContext = 0, "BillingContext:PaymentsPerContext is 0.", "from 1 to 100"),
        OwnCase("too many payments", options => options.PaymentsPerContext = 101, "BillingContext:PaymentsPerContext is 101.", "from 1 to 100"),
        OwnCase("an age below none", options => options.MaxContextAge = TimeSpan.FromSeconds(-1), "BillingContext:MaxContextAge is -00:00:01.", "from 00:00:00 to 01:00:00"),
        OwnCase("an age too great", options => options.MaxContextAge = TimeSpan.FromHours(2), "BillingContext:MaxContextAge is 02:00:00.", "from 00:00:00 to 01:00:00"),
        OwnCase("a cache below none", options => options.MaxCachedContexts = -1, "BillingContext:MaxCachedContexts is -1.", "from 0 (no cache) to 1000000"),
        OwnCase("a cache of fewer records than none", options => options.MaxCachedRecords = -1, "BillingContext:MaxCachedRecords is -1.", "from 0 (no cache) to 10000000"),
        OwnCase("a cache of too many records", options => options.MaxCachedRecords = 10_000_001, "BillingContext:MaxCachedRecords is 10000001.", "from 0 (no cache) to 10000000"),
        OwnCase("a stale age below none", options => options.MaxStaleAge = TimeSpan.FromSeconds(-1), "BillingContext:MaxStaleAge is -00:00:01.", "to 1.00:00:00"),
        OwnCase("a cache too large", options => options.MaxCachedContexts = 1_000_001, "BillingContext:MaxCachedContexts is 1000001.", "from 0 (no cache) to 1000000"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public async Task Stops_the_host(Action<StripeOptions> mistake, string says, string fix)
    {
        using var host = HostOf(services => services.AddBillingContext().UseStripe(Good).UseStripe(mistake));

        var exception = await FailureOf(() => host.StartAsync());

        Assert.That(exception.Failures, Has.Exactly(1).Items);
        Assert.That(exception.Failures.Single(), Does.StartWith(says).And.Contain(fix));
        Assert.That(exception.ToString(), Does.Not.Contain("CANARY"));
    }

    [TestCaseSource(nameof(Mistakes))]
    public async Task Stops_the_first_use_where_there_is_no_host(Action<StripeOptions> mistake, string says, string fix)
    {
        var services = new ServiceCollection();
        services.AddBillingContext().UseStripe(Good).UseStripe(mistake);
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var resolver = provider.GetRequiredService<ICustomerResolver>();

        var exception = await FailureOf(() => resolver.ResolveAsync(CustomerQuery.ForCustomer(new CustomerId("cus_1"))));

        Assert.That(exception.Message, Does.Contain(says).And.Contain(fix).And.Not.Contain("CANARY"));
    }

    [TestCaseSource(nameof(OwnMistakes))]
    public async Task Stops_the_host_for_its_own_options_too(Action<BillingContextOptions> mistake, string says, string fix)
    {
        using var host = HostOf(services => services.AddBillingContext(mistake).UseStripe(Good));

        var exception = await FailureOf(() => host.StartAsync());

        Assert.That(exception.Failures.Single(), Does.StartWith(says).And.Contain(fix));
    }

    [Test]
    public async Task All_mistakes_are_told_at_once()
    {
        using var host = HostOf(services => services.AddBillingContext().UseStripe(stripe =>
        {
            stripe.MaxRetries = 99;
            stripe.WebhookSecrets.Add("");
            stripe.AttemptTimeout = TimeSpan.Zero;
        }));

        var exception = await FailureOf(() => host.StartAsync());

        Assert.That(exception.Failures.Count(), Is.EqualTo(4));
    }

    [Test]
    public async Task Good_options_let_the_host_start()
    {
        using var host = HostOf(services => services.AddBillingContext().UseStripe(Good));

        await host.StartAsync();
        await host.StopAsync();
    }

    [TestCase("http://localhost:12111")]
    [TestCase("http://127.0.0.1:12111")]
    [TestCase("http://[::1]:12111")]
    [TestCase("https://stripe.example.com")]
    public async Task Plain_HTTP_is_for_this_machine(string address)
    {
        using var host = HostOf(services => services.AddBillingContext().UseStripe(Good).UseStripe(stripe => stripe.ApiBase = new Uri(address)));

        await host.StartAsync();
        await host.StopAsync();
    }

    [Test]
    public async Task A_host_with_merchants_of_its_own_needs_no_key()
    {
        using var host = HostOf(services => services.AddBillingContext().UseMerchants<NoMerchants>());

        await host.StartAsync();
        await host.StopAsync();
    }

    [Test]
    public async Task Both_sections_of_a_configuration_are_read()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BillingContext:EnableRefunds"] = "true",
            ["BillingContext:PaymentsPerContext"] = "25",
            ["BillingContext:MaxContextAge"] = "00:01:00",
            ["BillingContext:Stripe:ApiKey"] = Key,
            ["BillingContext:Stripe:WriteApiKey"] = Key + "2",
            ["BillingContext:Stripe:Account"] = "acct_1",
            ["BillingContext:Stripe:WebhookSecrets:0"] = Secret,
            ["BillingContext:Stripe:WebhookSecrets:1"] = Secret + "2",
            ["BillingContext:Stripe:ApiBase"] = "http://localhost:12111",
            ["BillingContext:Stripe:AttemptTimeout"] = "00:00:05",
            ["BillingContext:Stripe:MaxRetries"] = "1",
        }).Build();
        var services = new ServiceCollection();
        services.Configure<BillingContextOptions>(configuration.GetSection(BillingContextOptions.SectionName));
        services.Configure<StripeOptions>(configuration.GetSection(StripeOptions.SectionName));
        services.AddBillingContext();
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        var options = provider.GetRequiredService<IOptions<BillingContextOptions>>().Value;
        var stripe = provider.GetRequiredService<IOptions<StripeOptions>>().Value;
        var merchant = await provider.GetRequiredService<IMerchantCredentialsProvider>().GetAsync(MerchantId.Default, default);

        Assert.That((options.EnableRefunds, options.PaymentsPerContext, options.MaxContextAge), Is.EqualTo((true, 25, TimeSpan.FromMinutes(1))));
        Assert.That((stripe.ApiBase, stripe.AttemptTimeout, stripe.MaxRetries), Is.EqualTo((new Uri("http://localhost:12111"), TimeSpan.FromSeconds(5), 1)));
        Assert.That((merchant!.ReadKey.Reveal(), merchant.WriteKey.Reveal(), merchant.WebhookSecrets.Count), Is.EqualTo((Key, Key + "2", 2)));
        Assert.That(merchant.Scope.ToString(), Is.EqualTo("default/acct_1/test"));
    }

    [Test]
    public async Task A_reloaded_configuration_counts_at_once()
    {
        var source = new Dictionary<string, string?> { ["BillingContext:Stripe:ApiKey"] = Key };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(source).Build();
        var services = new ServiceCollection();
        services.Configure<StripeOptions>(configuration.GetSection(StripeOptions.SectionName));
        services.AddBillingContext();
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var merchants = provider.GetRequiredService<IMerchantCredentialsProvider>();
        var before = await merchants.GetAsync(MerchantId.Default, default);
        var again = await merchants.GetAsync(MerchantId.Default, default);

        configuration["BillingContext:Stripe:ApiKey"] = Key + "2";
        configuration.Reload();
        var after = await merchants.GetAsync(MerchantId.Default, default);

        Assert.That(again, Is.SameAs(before), "Nothing is read anew without a reason.");
        Assert.That(after!.ReadKey.Reveal(), Is.EqualTo(Key + "2"));
    }

    [Test]
    public async Task One_key_serves_one_merchant()
    {
        var services = new ServiceCollection();
        services.AddBillingContext().UseStripe(Good);
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.That(await provider.GetRequiredService<IMerchantCredentialsProvider>().GetAsync(new MerchantId("acme"), default), Is.Null);
    }

    private static void Good(StripeOptions stripe) => stripe.ApiKey = Key;

    private static TestCaseData Case(string name, Action<StripeOptions> mistake, string says, string fix) => new TestCaseData(mistake, says, fix).SetArgDisplayNames(name);

    private static TestCaseData OwnCase(string name, Action<BillingContextOptions> mistake, string says, string fix) => new TestCaseData(mistake, says, fix).SetArgDisplayNames(name);

    private static IHost HostOf(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure(builder.Services);
        return builder.Build();
    }

    private static async Task<OptionsValidationException> FailureOf(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OptionsValidationException exception)
        {
            return exception;
        }

        throw new AssertionException("Nothing was wrong.");
    }

    private sealed class NoMerchants : IMerchantCredentialsProvider
    {
        public ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) => new((MerchantCredentials?)null);
    }
}
