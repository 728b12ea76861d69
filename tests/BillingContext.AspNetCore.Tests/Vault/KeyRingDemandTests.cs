using BillingContext.AspNetCore.Tests.Framework;
using BillingContext.Vault;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BillingContext.AspNetCore.Tests.Vault;

/// <summary>A host that would lose its merchants' secrets with its key ring is told so when it starts.</summary>
public class KeyRingDemandTests
{
    private readonly KeyRing ring = new();

    [TearDown]
    public void Close() => ring.Dispose();

    [TestCase("nowhere", true, false)]
    [TestCase("in memory", true, false)]
    [TestCase("in memory, though a folder is named", true, false)]
    [TestCase("in a folder", true, true)]
    [TestCase("nowhere", false, true)]
    [TestCase("in memory", false, true)]
    [TestCase("with the host's own protector", true, true)]
    [TestCase("with the host's own provider", true, true)]
    public async Task A_durable_store_needs_a_ring_that_is_kept(string where, bool isDurable, bool starts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        var protection = builder.Services.AddDataProtection();
        _ = where switch
        {
            "in memory" => protection.UseEphemeralDataProtectionProvider(),
            "in memory, though a folder is named" => protection.PersistKeysToFileSystem(ring.Folder).UseEphemeralDataProtectionProvider(),
            "in a folder" => protection.PersistKeysToFileSystem(ring.Folder),
            _ => protection,
        };
        builder.Services.AddBillingContext().UseKeptMerchants().UseDataProtection();
        if (where == "with the host's own protector")
        {
            builder.Services.AddSingleton<ISecretProtector>(new HostProtector());
        }

        if (where == "with the host's own provider")
        {
            builder.Services.AddSingleton<IDataProtectionProvider>(new HostProvider());
        }

        if (isDurable)
        {
            // Whatever is not the core's own store counts as durable.
            builder.Services.AddSingleton(SwitchedStore.Over(SwitchedStore.InMemory(), () => false));
        }

        await using var app = builder.Build();

        if (starts)
        {
            await app.StartAsync();
            await app.StopAsync();
        }
        else
        {
            var failure = (await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync()))!;
            Assert.That(failure.Failures.Single(), Does.Contain("PersistKeysToFileSystem").And.Contain("SetApplicationName"));
        }
    }

    [Test]
    public void Twice_is_the_same_as_once_and_the_hosts_protector_wins()
    {
        var once = new ServiceCollection();
        once.AddBillingContext().UseDataProtection();
        var twice = new ServiceCollection();
        twice.AddBillingContext().UseDataProtection().UseDataProtection();
        var own = new ServiceCollection();
        own.AddSingleton<ISecretProtector>(new HostProtector());
        own.AddBillingContext().UseKeptMerchants().UseDataProtection();

        Assert.That(twice.Count(service => service.ServiceType == typeof(ISecretProtector)), Is.EqualTo(once.Count(service => service.ServiceType == typeof(ISecretProtector))).And.EqualTo(1));
        using var provider = own.BuildServiceProvider(validateScopes: true);
        Assert.That(provider.GetRequiredService<ISecretProtector>(), Is.InstanceOf<HostProtector>());
    }

    private sealed class HostProtector : ISecretProtector
    {
        public ValueTask<string> ProtectAsync(StripeScope scope, SecretKind kind, string secret, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<string> UnprotectAsync(StripeScope scope, SecretKind kind, string protectedText, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class HostProvider : IDataProtectionProvider
    {
        public IDataProtector CreateProtector(string purpose) => throw new NotSupportedException();
    }
}
