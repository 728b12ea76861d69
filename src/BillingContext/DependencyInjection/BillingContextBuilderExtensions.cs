using System.Diagnostics.CodeAnalysis;
using BillingContext;
using BillingContext.StripeAdapter;
using BillingContext.Vault;
using BillingContext.Vault.Internal;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The verbs that hang on <see cref="IBillingContextBuilder"/>.</summary>
public static class BillingContextBuilderExtensions
{
    private static readonly Type[] Changes =
    [
        typeof(RefundChange), typeof(RefundFailed), typeof(DisputeChange), typeof(DisputeOpened), typeof(DisputeClosed), typeof(FraudWarningChange),
        typeof(PaymentChange), typeof(SubscriptionChange), typeof(InvoiceChange), typeof(CustomerChange), typeof(StripeApprovalChange),
    ];

    /// <summary>Says how Stripe is reached: the key of a single merchant, webhook secrets, timeouts.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IBillingContextBuilder UseStripe(this IBillingContextBuilder builder, Action<StripeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Takes the merchants' credentials from the host instead of from <see cref="StripeOptions"/>. The first call counts.</summary>
    /// <typeparam name="TProvider">The host's provider, made once.</typeparam>
    public static IBillingContextBuilder UseMerchants<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this IBillingContextBuilder builder)
        where TProvider : class, IMerchantCredentialsProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.ReplaceDefault(ServiceDescriptor.Singleton<IMerchantCredentialsProvider, TProvider>());
        return builder;
    }

    /// <summary>Takes the merchants' credentials from the vault (<see cref="IMerchantVault"/>), where people add, rotate and remove them while the host runs.</summary>
    /// <remarks>
    /// They are in the store, encrypted by an <see cref="ISecretProtector"/>: call <c>UseDataProtection()</c> of <c>BillingContext.AspNetCore</c>, or register one. A provider of the
    /// host's own wins. What a merchant may do follows <see cref="BillingContextOptions"/>; to decide that for each, use the overload.
    /// </remarks>
    public static IBillingContextBuilder UseKeptMerchants(this IBillingContextBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(service => service.ServiceType == typeof(SecretSealing)))
        {
            services.AddSingleton<SecretSealing>();
            services.AddOptionsWithValidateOnStart<KeptMerchantsOptions, KeptMerchantsOptions.Validator>();
        }

        services.TryAddSingleton<IMerchantVault, MerchantVault>();
        services.ReplaceDefault(ServiceDescriptor.Singleton<IMerchantCredentialsProvider, KeptMerchantCredentials>());
        return builder;
    }

    /// <summary><inheritdoc cref="UseKeptMerchants(IBillingContextBuilder)" path="/summary/node()"/> The host says for each what it may do.</summary>
    /// <remarks><inheritdoc cref="UseKeptMerchants(IBillingContextBuilder)" path="/remarks/node()"/></remarks>
    /// <typeparam name="TSettings">The host's settings of each merchant, made once.</typeparam>
    public static IBillingContextBuilder UseKeptMerchants<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSettings>(
        this IBillingContextBuilder builder)
        where TSettings : class, IMerchantSettings
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IMerchantSettings, TSettings>();
        return builder.UseKeptMerchants();
    }

    /// <summary>Adds a handler for every kind of change it implements <see cref="IWebhookHandler{TChange}"/> for.</summary>
    /// <typeparam name="THandler">The handler, made anew for each event in a scope of its own.</typeparam>
    /// <exception cref="ArgumentException">It handles no kind of change.</exception>
    public static IBillingContextBuilder AddWebhookHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IBillingContextBuilder builder)
        where THandler : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var added = Add<RefundChange>() | Add<RefundFailed>() | Add<DisputeChange>() | Add<DisputeOpened>() | Add<DisputeClosed>() | Add<FraudWarningChange>()
            | Add<PaymentChange>() | Add<SubscriptionChange>() | Add<InvoiceChange>() | Add<CustomerChange>() | Add<StripeApprovalChange>();
        return added
            ? builder
            : throw new ArgumentException($"{typeof(THandler).Name} implements no IWebhookHandler<TChange>. TChange is one of: {string.Join(", ", Changes.Select(change => change.Name))}.");

        bool Add<TChange>()
        {
            if (!typeof(IWebhookHandler<TChange>).IsAssignableFrom(typeof(THandler)))
            {
                return false;
            }

            services.TryAddEnumerable(new ServiceDescriptor(typeof(IWebhookHandler<TChange>), typeof(THandler), ServiceLifetime.Scoped));
            return true;
        }
    }

    /// <summary>Puts a registration in the place of our own default, if that is what is there: the host's own stays.</summary>
    private static void ReplaceDefault(this IServiceCollection services, ServiceDescriptor descriptor)
    {
        var defaults = services.FirstOrDefault(service =>
            service.ServiceType == descriptor.ServiceType && service.ImplementationType?.Assembly == typeof(IBillingContextBuilder).Assembly);
        if (defaults is not null)
        {
            services.Remove(defaults);
        }

        services.TryAdd(descriptor);
    }
}
