using BillingContext.Refunds;
using BillingContext.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Subscriptions.Internal;

/// <summary>Sweeps refunds and cancellations again and again, from the host's start to its stop.</summary>
internal sealed class ReconcilerService(
    IRefundReconciler refunds, ICancellationReconciler cancellations, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, ILogger<ReconcilerService> logger)
    : IHostedService, IDisposable
{
    /// <summary>How soon it is seen that sweeping was turned on.</summary>
    private static readonly TimeSpan WhileOff = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = RunAsync(stopping.Token);
        return Task.CompletedTask;
    }

    /// <summary>Waits for the refund that is being looked at, as long as the host allows.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var every = options.CurrentValue.ReconcileEvery;
            var isOn = every > TimeSpan.Zero;
            try
            {
                // Not the delay is cancelled but the waiting for it.
                await DelayAsync(isOn ? every : WhileOff).WaitAsync(stop).ConfigureAwait(false);
                if (isOn)
                {
                    await refunds.SweepAsync(stop).ConfigureAwait(false);
                    await cancellations.SweepAsync(stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.SweepFailed(exception);
            }
        }
    }

    private Task DelayAsync(TimeSpan span) => Task.Delay(span, time);
}
