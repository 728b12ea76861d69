using BillingContext;
using BillingContext.Policies;
using BillingContext.Policies.Internal;
using BillingContext.Refunds;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Brings the refund-policy language to a host.</summary>
public static class RefundPoliciesBuilderExtensions
{
    /// <summary>Decides the refunds of all merchants by one policy.</summary>
    /// <param name="builder">What <c>AddBillingContext</c> returned.</param>
    /// <param name="policy">The policy, from <see cref="RefundPolicy.Load"/>, <see cref="RefundPolicy.Parse(string)"/> or <see cref="RefundPolicy.Create"/>.</param>
    public static IBillingContextBuilder AddRefundPolicies(this IBillingContextBuilder builder, RefundPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return builder.AddRefundPolicies(options => options.Default = policy);
    }

    /// <summary>Decides refunds by policies: of one's own for each merchant, with a default, or from the host's <see cref="IRefundPolicySource"/>.</summary>
    /// <remarks>
    /// Replaces the engine that BillingContext brings. An <see cref="IRefundPolicyEngine"/> or <see cref="IRefundPolicySource"/>
    /// the host registers itself wins, before or after this call. Called twice, both calls configure, in their order.
    /// </remarks>
    /// <param name="builder">What <c>AddBillingContext</c> returned.</param>
    /// <param name="configure">Sets the policies; runs when the host starts. Not needed beside an <see cref="IRefundPolicySource"/>.</param>
    public static IBillingContextBuilder AddRefundPolicies(this IBillingContextBuilder builder, Action<RefundPoliciesOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<RefundPoliciesOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (IsBuiltIn(services[i]))
            {
                services.RemoveAt(i);
            }
        }

        services.TryAddSingleton<IRefundPolicySource, OptionsPolicySource>();
        services.TryAddSingleton<IRefundPolicyEngine, MerchantPolicyEngine>();
        return builder;
    }

    private static bool IsBuiltIn(ServiceDescriptor service) =>
        service.ServiceType == typeof(IRefundPolicyEngine)
        && !service.IsKeyedService
        && service.ImplementationType?.Assembly == typeof(IRefundPolicyEngine).Assembly;
}
