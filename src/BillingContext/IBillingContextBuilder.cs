using Microsoft.Extensions.DependencyInjection;

namespace BillingContext;

/// <summary>What <c>AddBillingContext</c> returns: further packages and choices hang their verbs on it.</summary>
public interface IBillingContextBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
