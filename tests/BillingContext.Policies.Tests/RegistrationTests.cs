using BillingContext.Refunds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BillingContext.Policies.Tests;

internal sealed class RegistrationTests
{
    private static readonly RefundPolicy Lenient = RefundPolicy.Create(RefundVerdict.Approved);
    private static readonly RefundPolicy Strict = RefundPolicy.Create(RefundVerdict.Denied);

    [Test]
    public async Task One_policy_decides_for_every_merchant()
    {
        await using var services = Build(billing => billing.AddRefundPolicies(Lenient));

        Assert.That((await Decide(services, "acme")).Verdict, Is.EqualTo(RefundVerdict.Approved));
        Assert.That((await Decide(services, "acme")).PolicyVersion, Is.EqualTo(Lenient.Version));
    }

    [Test]
    public async Task A_merchant_may_have_a_policy_of_their_own()
    {
        await using var services = Build(billing => billing.AddRefundPolicies(options =>
        {
            options.Default = Strict;
            options.ForMerchant("acme", Lenient);
        }));

        Assert.That((await Decide(services, "acme")).Verdict, Is.EqualTo(RefundVerdict.Approved));
        Assert.That((await Decide(services, "Acme")).Verdict, Is.EqualTo(RefundVerdict.Denied));
    }

    [Test]
    public async Task A_merchant_without_a_policy_needs_approval()
    {
        await using var services = Build(billing => billing.AddRefundPolicies(options => options.ForMerchant("acme", Lenient)));

        var decision = await Decide(services, "other");

        Assert.That(decision.Verdict, Is.EqualTo(RefundVerdict.NeedsApproval));
        Assert.That(decision.Reasons.Single().Code, Is.EqualTo("policy.none"));
        Assert.That(decision.PolicyVersion, Is.Null);
    }

    [Test]
    public async Task Replaces_the_engine_that_the_core_brings()
    {
        await using var services = Build(billing =>
        {
            billing.Services.TryAdd(BuiltInEngine);
            billing.AddRefundPolicies(Strict);
        });

        Assert.That((await Decide(services, "acme")).Verdict, Is.EqualTo(RefundVerdict.Denied));
        Assert.That(services.GetServices<IRefundPolicyEngine>().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Replaces_the_engine_of_AddBillingContext_however_often_that_is_called()
    {
        var services = new ServiceCollection();
        services.AddBillingContext().AddRefundPolicies(Strict);
        services.AddBillingContext();
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.That((await Decide(provider, "acme")).PolicyVersion, Is.EqualTo(Strict.Version));
        Assert.That(provider.GetServices<IRefundPolicyEngine>().Count(), Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_hosts_own_engine_wins(bool before)
    {
        await using var services = Build(billing =>
        {
            if (before)
            {
                billing.Services.AddSingleton<IRefundPolicyEngine, HostEngine>();
            }

            billing.Services.TryAdd(BuiltInEngine);
            billing.AddRefundPolicies(Strict);
            if (!before)
            {
                billing.Services.AddSingleton<IRefundPolicyEngine, HostEngine>();
            }
        });

        Assert.That((await Decide(services, "acme")).Reasons.Single().Code, Is.EqualTo("host"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_hosts_own_source_wins(bool before)
    {
        await using var services = Build(billing =>
        {
            if (before)
            {
                billing.Services.AddSingleton<IRefundPolicySource, HostSource>();
            }

            billing.AddRefundPolicies();
            if (!before)
            {
                billing.Services.AddSingleton<IRefundPolicySource, HostSource>();
            }
        });

        Assert.That((await Decide(services, "acme")).Verdict, Is.EqualTo(RefundVerdict.Denied));
        Assert.That((await Decide(services, "other")).Reasons.Single().Code, Is.EqualTo("policy.none"));
    }

    [Test]
    public async Task Leaves_keyed_engines_and_other_registrations_alone()
    {
        await using var services = Build(billing =>
        {
            billing.Services.AddKeyedSingleton<IRefundPolicyEngine, HostEngine>("spare");
            billing.AddRefundPolicies(Strict);
        });

        Assert.That(services.GetRequiredKeyedService<IRefundPolicyEngine>("spare"), Is.InstanceOf<HostEngine>());
        Assert.That((await Decide(services, "acme")).Verdict, Is.EqualTo(RefundVerdict.Denied));
    }

    [Test]
    public async Task Twice_registers_once_and_both_calls_configure()
    {
        await using var services = Build(billing => billing
            .AddRefundPolicies(options => options.ForMerchant("acme", Strict))
            .AddRefundPolicies(Strict)
            .AddRefundPolicies(Lenient));

        Assert.That(services.GetServices<IRefundPolicyEngine>().Count(), Is.EqualTo(1));
        Assert.That(services.GetServices<IRefundPolicySource>().Count(), Is.EqualTo(1));
        Assert.That((await Decide(services, "acme")).Verdict, Is.EqualTo(RefundVerdict.Denied));
        Assert.That((await Decide(services, "other")).Verdict, Is.EqualTo(RefundVerdict.Approved));
    }

    [Test]
    public async Task A_broken_policy_stops_the_start()
    {
        await using var services = Build(billing => billing.AddRefundPolicies(options => options.Default = RefundPolicy.Parse("{}")));

        var start = services.GetRequiredService<IStartupValidator>();

        Assert.That(start.Validate, Throws.TypeOf<RefundPolicyException>());
    }

    [Test]
    public void Missing_arguments_are_refused_at_once()
    {
        var builder = new Builder(new ServiceCollection());

        Assert.That(() => builder.AddRefundPolicies((RefundPolicy)null!), Throws.ArgumentNullException);
        Assert.That(() => ((IBillingContextBuilder)null!).AddRefundPolicies(), Throws.ArgumentNullException);
        Assert.That(() => new RefundPoliciesOptions().ForMerchant("acme", null!), Throws.ArgumentNullException);
        Assert.That(() => new RefundPoliciesOptions().ForMerchant("not an id", Strict), Throws.ArgumentException);
    }

    // Stands for the core's own default, which is known by its assembly. It is never built: it is replaced.
    private static ServiceDescriptor BuiltInEngine => ServiceDescriptor.Singleton(typeof(IRefundPolicyEngine), typeof(BillingContextOptions));

    private static ServiceProvider Build(Action<IBillingContextBuilder> configure)
    {
        var builder = new Builder(new ServiceCollection());
        configure(builder);
        return builder.Services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    private static async Task<RefundDecision> Decide(IServiceProvider services, string merchant) =>
        await services.GetRequiredService<IRefundPolicyEngine>()
            .EvaluateAsync(Some.Facts() with { Scope = new StripeScope(new MerchantId(merchant), null, Livemode: false) }, default);

    private sealed record Builder(IServiceCollection Services) : IBillingContextBuilder;

    private sealed class HostEngine : IRefundPolicyEngine
    {
        public ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken) =>
            new(RefundDecision.Create(RefundVerdict.Denied, [new DecisionReason("host", RefundVerdict.Denied, "The host decides.")]));
    }

    private sealed class HostSource : IRefundPolicySource
    {
        public ValueTask<RefundPolicy?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) =>
            new(merchant.Value == "acme" ? Strict : null);
    }
}
