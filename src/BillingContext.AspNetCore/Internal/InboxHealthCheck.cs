using BillingContext.Webhooks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BillingContext.AspNetCore.Internal;

/// <summary>How long the oldest event has waited, on all nodes.</summary>
internal sealed class InboxHealthCheck(IWebhookInbox inbox, IOptionsMonitor<BillingHealthOptions> options, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        WebhookBacklog backlog;
        try
        {
            backlog = await inbox.GetBacklogAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What a store says in its own words may hold a connection string.
            return HealthCheckResult.Unhealthy($"The backlog is not known ({(exception as BillingException)?.Code ?? exception.GetType().Name}).");
        }

        var age = backlog.OldestReceivedAt is { } oldest && time.GetUtcNow() > oldest ? time.GetUtcNow() - oldest : TimeSpan.Zero;
        var data = new Dictionary<string, object> { ["waiting"] = backlog.Waiting, ["oldestSeconds"] = (long)age.TotalSeconds, ["setAside"] = backlog.SetAside };
        var status = age >= options.CurrentValue.BacklogUnhealthyAfter && backlog.Waiting > 0 ? HealthStatus.Unhealthy
            : age >= options.CurrentValue.BacklogDegradedAfter && backlog.Waiting > 0 ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        return new HealthCheckResult(status, FormattableString.Invariant($"{backlog.Waiting} events wait, the oldest for {(long)age.TotalSeconds} s; {backlog.SetAside} are set aside."), data: data);
    }
}
