using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Vault;
using BillingContext.Vault.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace BillingContext.Tests.Vault;

public class VaultRegistrationTests
{
    [Test]
    public async Task A_host_without_anything_that_encrypts_does_not_start_and_is_told_what_to_call()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddBillingContext().UseKeptMerchants();
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.That(failure!.Failures.Single(), Does.Contain("UseDataProtection()").And.Contain("ISecretProtector"));
        Assert.That(async () => await host.Services.GetRequiredService<IMerchantVault>().AddAsync(VaultDesk.Acme, VaultDesk.OldKey, VaultDesk.Admin),
            Throws.InvalidOperationException.With.Message.Contains("UseDataProtection()"), "And without a host at first use.");
        Assert.That(await host.Services.GetRequiredService<IMerchantVault>().ListAsync(), Is.Empty, "Nothing that is not there needs it.");
    }

    [Test]
    public async Task A_host_with_a_protector_starts_without_any_key([Values] bool before)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var billing = builder.Services.AddBillingContext();
        if (before)
        {
            builder.Services.AddSingleton<ISecretProtector, BoundProtector>();
        }

        billing.UseKeptMerchants();
        if (!before)
        {
            builder.Services.AddSingleton<ISecretProtector, BoundProtector>();
        }

        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();

        Assert.That(host.Services.GetRequiredService<IMerchantCredentialsProvider>(), Is.InstanceOf<KeptMerchantCredentials>());
    }

    [Test]
    public void Twice_is_the_same_as_once()
    {
        var once = new ServiceCollection();
        once.AddBillingContext().UseKeptMerchants();
        var twice = new ServiceCollection();
        twice.AddBillingContext().UseKeptMerchants().UseKeptMerchants();

        twice.AddBillingContext();

        Assert.That(twice.Select(service => service.ServiceType), Is.EquivalentTo(once.Select(service => service.ServiceType)));
    }

    [Test]
    public void The_hosts_own_credentials_win([Values] bool before)
    {
        var own = Substitute.For<IMerchantCredentialsProvider>();
        var services = new ServiceCollection();
        if (before)
        {
            services.AddSingleton(own);
        }

        services.AddBillingContext().UseKeptMerchants();
        if (!before)
        {
            services.AddSingleton(own);
        }

        using var provider = services.BuildServiceProvider(validateScopes: true);
        Assert.That(provider.GetRequiredService<IMerchantCredentialsProvider>(), Is.SameAs(own));
    }

    [Test]
    public void Without_the_verb_there_is_no_vault_and_the_single_key_serves()
    {
        using var provider = new ServiceCollection().AddBillingContext().UseStripe(options => options.ApiKey = StripeSimulator.SecretKey).Services.BuildServiceProvider(validateScopes: true);

        Assert.That(provider.GetService<IMerchantVault>(), Is.Null);
    }
}
