using BillingContext.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BillingContext.AspNetCore.Internal;

/// <summary>Whether the store answers. Whether it would still write is seen by what is written.</summary>
internal sealed class StoreHealthCheck(IBillingStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.GetChangeSequenceAsync(MerchantId.Default, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy("The store answers.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Its message may hold a connection string, and health is often shown to anybody.
            return HealthCheckResult.Unhealthy($"The store does not answer ({exception.GetType().Name}).");
        }
    }
}
