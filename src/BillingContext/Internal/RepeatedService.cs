using Microsoft.Extensions.Hosting;

namespace BillingContext.Internal;

/// <summary>What a host does again and again, from its start to its stop. Not a <see cref="BackgroundService"/>: that one begins on another thread.</summary>
/// <param name="whileOff">How soon it is seen that it was turned on.</param>
/// <param name="time">The clock.</param>
internal abstract class RepeatedService(TimeSpan whileOff, TimeProvider time) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    /// <summary>How long it waits before each time; zero while it is turned off.</summary>
    protected abstract TimeSpan Every { get; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = RunAsync(stopping.Token);
        return Task.CompletedTask;
    }

    /// <summary>Waits for what is under way, as long as the host allows.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    /// <summary>Does it once.</summary>
    protected abstract Task DoAsync(CancellationToken stop);

    /// <summary>It failed, and is tried again the next time.</summary>
    protected abstract void Failed(Exception exception);

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var every = Every;
            var isOn = every > TimeSpan.Zero;
            try
            {
                // Not the delay is cancelled but the waiting for it.
                await DelayAsync(isOn ? every : whileOff).WaitAsync(stop).ConfigureAwait(false);
                if (isOn)
                {
                    await DoAsync(stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Failed(exception);
            }
        }
    }

    private Task DelayAsync(TimeSpan span) => Task.Delay(span, time);
}
