using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BillingContext.AspNetCore.Internal;

/// <summary>Whether the merchants' keys work. One merchant's trouble is theirs alone; only when no key works at all is the host unhealthy.</summary>
internal sealed class KeysHealthCheck(MerchantKeys keys) : IHealthCheck
{
    private const int MostNamed = 10;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<(MerchantId Merchant, KeyFinding? Finding)> all;
        try
        {
            all = await keys.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The host's credentials do not answer.");
        }

        if (all.Count == 0)
        {
            return HealthCheckResult.Healthy($"No merchant is checked: name some in {nameof(BillingHealthOptions)}.{nameof(BillingHealthOptions.Merchants)}.");
        }

        var tried = all.Where(one => one.Finding is not null).ToList();
        var bad = tried.Where(one => !one.Finding!.IsGood).ToList();
        var status = bad.Count == 0 ? HealthStatus.Healthy
            : tried.All(one => one.Finding!.IsUseless) ? HealthStatus.Unhealthy
            : HealthStatus.Degraded;
        var named = string.Concat(bad.Take(MostNamed).Select(one => $" {one.Merchant}: {one.Finding}.")) + (bad.Count > MostNamed ? " …" : "");
        var data = new Dictionary<string, object> { ["merchants"] = all.Count, ["tried"] = tried.Count, ["notGood"] = bad.Count };
        return new HealthCheckResult(status, FormattableString.Invariant($"{tried.Count - bad.Count} of {all.Count} keys work.") + named, data: data);
    }
}
