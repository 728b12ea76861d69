using BillingContext.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Webhooks.Internal;

/// <summary>Works through the inbox from the host's start to its stop, and reports its backlog.</summary>
internal sealed class InboxService(
    WebhookInbox inbox, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, BillingMetrics metrics, ILogger<InboxService> logger)
    : IHostedService, IDisposable
{
    /// <summary>How soon it is seen that it was turned on, and how often the backlog is counted.</summary>
    private static readonly TimeSpan Otherwise = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborting = new();
    private Task working = Task.CompletedTask;
    private Task reporting = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        (working, reporting) = (WorkAsync(stopping.Token), ReportAsync(stopping.Token));
        return Task.CompletedTask;
    }

    /// <summary>Waits for the events at work, as long as the host allows; then tells them to stop. What does not end is taken up again, here or elsewhere.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        await Task.WhenAll(working, reporting).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        aborting.Cancel();
    }

    public void Dispose()
    {
        stopping.Dispose();
        aborting.Dispose();
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var every = options.CurrentValue.ProcessWebhooksEvery;
            var isOn = every > TimeSpan.Zero;
            try
            {
                if (isOn)
                {
                    await inbox.RunAsync(stop, aborting.Token).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                logger.InboxFailed(exception);
            }

            await DelayAsync(isOn ? every : Otherwise).WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (metrics.ReportsBacklog)
            {
                try
                {
                    metrics.Backlog(await inbox.GetBacklogAsync(stop).ConfigureAwait(false), time.GetUtcNow());
                }
                catch (Exception exception) when (exception is BillingException or OperationCanceledException)
                {
                    // Whoever works through the inbox says that the store is away.
                }
            }

            await DelayAsync(Otherwise).WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task DelayAsync(TimeSpan span) => Task.Delay(span, time);
}
