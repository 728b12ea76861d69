using BillingContext.Storage;
using BillingContext.Vault;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BillingContext.AspNetCore.Internal;

/// <summary>Secrets that outlive the process need a key ring that does: where a host names no place for it, the framework may choose one that is gone with the container.</summary>
internal sealed class KeyRingDemand
{
    internal sealed class Validator(IServiceProvider services) : IValidateOptions<KeyRingDemand>
    {
        private const string Problem =
            "Merchants' secrets are kept in a durable store and encrypted by Data Protection, whose key ring is kept nowhere that this host has named. When the ring is lost, so are the "
            + "secrets. Call services.AddDataProtection().SetApplicationName(\"…\").PersistKeysToFileSystem(…), or another PersistKeysTo…, the same for all nodes, on a disk that stays.";

        public ValidateOptionsResult Validate(string? name, KeyRingDemand options)
        {
            if (services.GetServices<ISecretProtector>().LastOrDefault() is not DataProtectionSecrets)
            {
                return ValidateOptionsResult.Success;
            }

            var isOfTheFramework = services.GetRequiredService<IDataProtectionProvider>() is var provider
                && provider.GetType().Assembly == typeof(EphemeralDataProtectionProvider).Assembly;
            var isLost = provider is EphemeralDataProtectionProvider
                || (isOfTheFramework && services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository is null);
            return isLost && IsStoreDurable() ? ValidateOptionsResult.Fail(Problem) : ValidateOptionsResult.Success;
        }

        /// <summary>The core's own store is the one in memory.</summary>
        private bool IsStoreDurable() => services.GetRequiredService<IBillingStore>().GetType().Assembly != typeof(IBillingStore).Assembly;
    }
}
