using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Subscriptions.Internal;

/// <summary>Sweeps refunds and cancellations again and again.</summary>
internal sealed class ReconcilerService(
    IRefundReconciler refunds, ICancellationReconciler cancellations, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, ILogger<ReconcilerService> logger)
    : RepeatedService(WhileOff, time)
{
    private static readonly TimeSpan WhileOff = TimeSpan.FromMinutes(1);

    protected override TimeSpan Every => options.CurrentValue.ReconcileEvery;

    protected override async Task DoAsync(CancellationToken stop)
    {
        await refunds.SweepAsync(stop).ConfigureAwait(false);
        await cancellations.SweepAsync(stop).ConfigureAwait(false);
    }

    protected override void Failed(Exception exception) => logger.SweepFailed(exception);
}
