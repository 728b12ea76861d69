using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Webhooks.Internal;

/// <summary>Hears what other nodes recorded: one short question to the store for each merchant whose conversations are open here, however many they are.</summary>
internal sealed class ChangeTail(
    IBillingStore store, FeedHub hub, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, ILogger<ChangeTail> logger)
    : IHostedService, IDisposable
{
    /// <summary>How soon it is seen that it was turned on.</summary>
    private static readonly TimeSpan Otherwise = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource stopping = new();
    private Dictionary<MerchantId, long> heard = [];
    private Task tailing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        tailing = TailAsync(stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        await tailing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    /// <summary>Wakes the conversations of every merchant of whom there is news.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = new Dictionary<MerchantId, long>();
        foreach (var merchant in hub.Watched)
        {
            var latest = await StoreErrors.TranslateAsync(store.GetChangeSequenceAsync(merchant, cancellationToken), cancellationToken).ConfigureAwait(false);
            now[merchant] = latest;
            if (!heard.TryGetValue(merchant, out var before) || before != latest)
            {
                hub.Wake(merchant);
            }
        }

        heard = now;
    }

    private async Task TailAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var every = options.CurrentValue.ReadChangesEvery;
            var isOn = every > TimeSpan.Zero;
            try
            {
                if (isOn)
                {
                    await LookAsync(stop).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                if (!stop.IsCancellationRequested)
                {
                    logger.ChangesNotRead(exception);
                }
            }

            await DelayAsync(isOn ? every : Otherwise).WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task DelayAsync(TimeSpan span) => Task.Delay(span, time);
}
