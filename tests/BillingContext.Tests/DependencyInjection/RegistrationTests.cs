using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Policies;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace BillingContext.Tests.DependencyInjection;

internal sealed class RegistrationTests
{
    private const string Key = "rk_test_51MabcdEFGH";

    [Test]
    public void Twice_is_the_same_as_once()
    {
        var once = new ServiceCollection();
        once.AddBillingContext();
        var twice = new ServiceCollection();
        twice.AddBillingContext();

        twice.AddBillingContext();

        Assert.That(Described(twice), Is.EqualTo(Described(once)));
    }

    [Test]
    public void A_second_call_only_adds_its_configuration()
    {
        var services = new ServiceCollection();
        services.AddBillingContext(options => options.PaymentsPerContext = 20).UseStripe(stripe => stripe.ApiKey = Key);
        services.AddBillingContext(options => options.EnableRefunds = true);
        using var provider = Build(services);

        var options = provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<BillingContextOptions>>().Value;

        Assert.That((options.PaymentsPerContext, options.EnableRefunds), Is.EqualTo((20, true)));
    }

    [Test]
    public void Everything_can_be_built_and_no_singleton_holds_a_scope()
    {
        using var provider = Build(Registered());
        Type[] asked =
        [
            typeof(ICustomerResolver), typeof(IPaymentContextProvider), typeof(IRefundService), typeof(IRefundPolicyEngine), typeof(IBillingStore),
            typeof(IStripeAdapter), typeof(IMerchantCredentialsProvider), typeof(WebhookEventRouter), typeof(IBillingFeed),
        ];

        foreach (var service in asked)
        {
            var one = provider.GetRequiredService(service);
            Assert.That(provider.GetRequiredService(service), Is.SameAs(one), service.Name);
        }
    }

    [Test]
    public void A_host_without_a_container_of_its_own_choosing_can_validate_everything() =>
        Assert.That(() => Registered().BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }), Throws.Nothing);

    [Test]
    public void The_hosts_own_store_wins([Values] bool before) => Wins<IBillingStore>(before);

    [Test]
    public void The_hosts_own_policy_engine_wins([Values] bool before) => Wins<IRefundPolicyEngine>(before);

    [Test]
    public void The_hosts_own_credentials_win([Values] bool before) => Wins<IMerchantCredentialsProvider>(before);

    [Test]
    public void The_hosts_own_adapter_wins([Values] bool before) => Wins<IStripeAdapter>(before);

    [Test]
    public void The_hosts_own_clock_wins([Values] bool before)
    {
        var clock = new ManualTimeProvider();
        var services = new ServiceCollection();
        if (before)
        {
            services.AddSingleton<TimeProvider>(clock);
        }

        services.AddBillingContext().UseStripe(stripe => stripe.ApiKey = Key);
        if (!before)
        {
            services.AddSingleton<TimeProvider>(clock);
        }

        using var provider = Build(services);
        Assert.That(provider.GetRequiredService<TimeProvider>(), Is.SameAs(clock));
    }

    [Test]
    public void The_hosts_own_engine_wins_over_AddRefundPolicies_too([Values] bool before)
    {
        var engine = Substitute.For<IRefundPolicyEngine>();
        var services = new ServiceCollection();
        if (before)
        {
            services.AddSingleton(engine);
        }

        services.AddBillingContext().UseStripe(stripe => stripe.ApiKey = Key).AddRefundPolicies(RefundPolicy.Create(RefundVerdict.Denied));
        if (!before)
        {
            services.AddSingleton(engine);
        }

        using var provider = Build(services);
        Assert.That(provider.GetRequiredService<IRefundPolicyEngine>(), Is.SameAs(engine));
    }

    [Test]
    public void AddRefundPolicies_replaces_our_default_and_nothing_else()
    {
        var without = Registered();
        var with = Registered();
        with.AddBillingContext().AddRefundPolicies(RefundPolicy.Create(RefundVerdict.Denied));

        var gone = Described(without).Except(Described(with)).ToList();

        Assert.That(gone, Has.Count.EqualTo(1).And.One.Contains("PersonDecidesEngine"));
        using var provider = Build(with);
        Assert.That(provider.GetRequiredService<IRefundPolicyEngine>().GetType().Assembly, Is.EqualTo(typeof(RefundPolicy).Assembly));
        Assert.That(provider.GetServices<IRefundPolicyEngine>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void AddRefundPolicies_stays_when_BillingContext_is_added_again()
    {
        var services = Registered();
        services.AddBillingContext().AddRefundPolicies(RefundPolicy.Create(RefundVerdict.Denied));

        services.AddBillingContext();

        using var provider = Build(services);
        Assert.That(provider.GetRequiredService<IRefundPolicyEngine>().GetType().Assembly, Is.EqualTo(typeof(RefundPolicy).Assembly));
    }

    [Test]
    public void UseMerchants_replaces_our_default_and_not_the_hosts_own([Values] bool hostHasOwn)
    {
        var own = Substitute.For<IMerchantCredentialsProvider>();
        var services = new ServiceCollection();
        if (hostHasOwn)
        {
            services.AddSingleton(own);
        }

        services.AddBillingContext().UseMerchants<Merchants>().UseMerchants<Merchants>();
        using var provider = Build(services);

        var found = provider.GetServices<IMerchantCredentialsProvider>().Single();
        Assert.That(found, hostHasOwn ? Is.SameAs(own) : Is.InstanceOf<Merchants>());
    }

    [Test]
    public void What_the_host_did_to_the_client_survives_a_second_registration()
    {
        var handler = new HttpClientHandler();
        var services = Registered();
        services.AddHttpClient(StripeOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => handler);
        services.AddBillingContext();
        using var provider = Build(services);

        HttpMessageHandler found = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(StripeOptions.HttpClientName);
        while (found is DelegatingHandler { InnerHandler: { } inner })
        {
            found = inner;
        }

        Assert.That(found, Is.SameAs(handler));
    }

    [Test]
    public void Our_client_follows_no_redirects_and_keeps_no_cookies()
    {
        using var provider = Build(Registered());

        HttpMessageHandler found = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(StripeOptions.HttpClientName);
        while (found is DelegatingHandler { InnerHandler: { } inner })
        {
            found = inner;
        }

        Assert.That(found, Is.InstanceOf<SocketsHttpHandler>());
        Assert.That(((SocketsHttpHandler)found).AllowAutoRedirect, Is.False, "The key must not follow a redirect.");
        Assert.That(((SocketsHttpHandler)found).UseCookies, Is.False);
    }

    [Test]
    public void A_webhook_handler_is_added_once_for_each_change_it_hears()
    {
        var services = Registered();
        services.AddBillingContext().AddWebhookHandler<Handler>().AddWebhookHandler<Handler>();
        using var provider = Build(services);
        using var scope = provider.CreateScope();

        Assert.That(scope.ServiceProvider.GetServices<IWebhookHandler<RefundChange>>().Count(), Is.EqualTo(1));
        Assert.That(scope.ServiceProvider.GetServices<IWebhookHandler<DisputeChange>>().Count(), Is.EqualTo(1));
        Assert.That(scope.ServiceProvider.GetServices<IWebhookHandler<InvoiceChange>>(), Is.Empty);
    }

    [Test]
    public void A_handler_of_nothing_is_refused_with_what_there_is_to_hear() => Assert.That(
        () => Registered().AddBillingContext().AddWebhookHandler<Merchants>(),
        Throws.ArgumentException.With.Message.Contains("RefundChange, RefundFailed, DisputeChange, DisputeOpened, DisputeClosed, FraudWarningChange, PaymentChange, SubscriptionChange, InvoiceChange, CustomerChange, StripeApprovalChange"));

    [Test]
    public void Missing_arguments_are_refused_at_once()
    {
        var builder = new ServiceCollection().AddBillingContext();

        Assert.That(() => ((IServiceCollection)null!).AddBillingContext(), Throws.ArgumentNullException);
        Assert.That(() => builder.UseStripe(null!), Throws.ArgumentNullException);
        Assert.That(() => ((IBillingContextBuilder)null!).UseStripe(_ => { }), Throws.ArgumentNullException);
        Assert.That(() => ((IBillingContextBuilder)null!).UseMerchants<Merchants>(), Throws.ArgumentNullException);
        Assert.That(() => ((IBillingContextBuilder)null!).AddWebhookHandler<Handler>(), Throws.ArgumentNullException);
    }

    [Test]
    public void Refunds_are_off_until_the_host_turns_them_on() => Assert.That(new BillingContextOptions().EnableRefunds, Is.False);

    private static void Wins<TService>(bool before)
        where TService : class
    {
        var own = Substitute.For<TService>();
        var services = new ServiceCollection();
        if (before)
        {
            services.AddSingleton(own);
        }

        services.AddBillingContext().UseStripe(stripe => stripe.ApiKey = Key);
        if (!before)
        {
            services.AddSingleton(own);
        }

        using var provider = Build(services);
        Assert.That(provider.GetRequiredService<TService>(), Is.SameAs(own));
    }

    private static ServiceCollection Registered()
    {
        var services = new ServiceCollection();
        services.AddBillingContext().UseStripe(stripe => stripe.ApiKey = Key);
        return services;
    }

    private static ServiceProvider Build(IServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private static List<string> Described(IServiceCollection services) =>
    [
        .. services.Select(service =>
            $"{service.Lifetime} {service.ServiceType} = {service.ImplementationType?.FullName ?? service.ImplementationInstance?.GetType().FullName ?? "a factory"}"),
    ];

    private sealed class Merchants : IMerchantCredentialsProvider
    {
        public ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) => new((MerchantCredentials?)null);
    }

    private sealed class Handler : IWebhookHandler<RefundChange>, IWebhookHandler<DisputeChange>
    {
        public Task HandleAsync(RefundChange change, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task HandleAsync(DisputeChange change, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
