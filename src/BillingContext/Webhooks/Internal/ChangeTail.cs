using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Webhooks.Internal;

/// <summary>Hears what other nodes recorded: one short question to the store for each merchant whose conversations are open here, however many they are.</summary>
internal sealed class ChangeTail(
    IBillingStore store, FeedHub hub, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, ILogger<ChangeTail> logger)
    : RepeatedService(WhileOff, time)
{
    private static readonly TimeSpan WhileOff = TimeSpan.FromSeconds(15);
    private Dictionary<MerchantId, long> heard = [];

    protected override TimeSpan Every => options.CurrentValue.ReadChangesEvery;

    /// <summary>Wakes the conversations of every merchant of whom there is news.</summary>
    protected override async Task DoAsync(CancellationToken stop)
    {
        var now = new Dictionary<MerchantId, long>();
        foreach (var merchant in hub.Watched)
        {
            var latest = await StoreErrors.TranslateAsync(store.GetChangeSequenceAsync(merchant, stop), stop).ConfigureAwait(false);
            now[merchant] = latest;
            if (!heard.TryGetValue(merchant, out var before) || before != latest)
            {
                hub.Wake(merchant);
            }
        }

        heard = now;
    }

    protected override void Failed(Exception exception) => logger.ChangesNotRead(exception);
}
