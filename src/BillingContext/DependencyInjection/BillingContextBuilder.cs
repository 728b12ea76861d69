using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.DependencyInjection;

internal sealed class BillingContextBuilder(IServiceCollection services) : IBillingContextBuilder
{
    public IServiceCollection Services { get; } = services;
}
