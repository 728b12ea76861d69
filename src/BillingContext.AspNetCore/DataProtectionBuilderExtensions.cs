using BillingContext;
using BillingContext.AspNetCore.Internal;
using BillingContext.Vault;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Encrypts what the vault keeps with ASP.NET Core's Data Protection.</summary>
public static class DataProtectionBuilderExtensions
{
    /// <summary>Encrypts the secrets of kept merchants (<c>UseKeptMerchants</c>) by the host's Data Protection, each tied to its merchant, account, mode and kind.</summary>
    /// <remarks>
    /// The key ring is the host's: persist it (<c>PersistKeysTo…</c>), share it between nodes under one application name, encrypt it at rest (<c>ProtectKeysWith…</c>), and keep it away
    /// from the database. With a durable store a host whose ring is kept nowhere does not start. Keys that the ring rotates by itself are no loss: old ones go on decrypting.
    /// An <see cref="ISecretProtector"/> of the host's own wins.
    /// </remarks>
    /// <param name="builder">What <c>AddBillingContext</c> returned.</param>
    public static IBillingContextBuilder UseDataProtection(this IBillingContextBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddDataProtection();
        if (!services.Any(service => service.ServiceType == typeof(ISecretProtector)))
        {
            services.AddSingleton<ISecretProtector, DataProtectionSecrets>();
            services.AddOptionsWithValidateOnStart<KeyRingDemand, KeyRingDemand.Validator>();
        }

        return builder;
    }
}
