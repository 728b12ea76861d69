using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;

namespace BillingContext.Subscriptions.Internal;

/// <summary>Looks at what is due, one cancellation after the other.</summary>
internal sealed class CancellationReconciler(
    IBillingStore store,
    CancellationExecution execution,
    CancellationCompensation compensation,
    CancellationApprovals approvals,
    TimeProvider time,
    BillingMetrics metrics,
    ILogger<CancellationReconciler> logger) : ICancellationReconciler
{
    private const int PageSize = 100;
    private const int LongestList = 1_000;
    private static readonly Actor Reconciler = Actor.Automation("billingcontext.reconciler");

    public async Task<CancellationSweep> SweepAsync(CancellationToken cancellationToken = default)
    {
        var sweep = default(CancellationSweep);
        var dueBy = time.GetUtcNow();
        var seen = new HashSet<(MerchantId, string)>();
        while (true)
        {
            // What was looked at is due later, so each page begins with what was not; a page of nothing new ends it.
            var due = await StoreErrors.TranslateAsync(
                store.ListOpenCancellationsAsync(merchant: null, dueBy, PageSize, cancellationToken), cancellationToken).ConfigureAwait(false);
            var fresh = due.Where(intent => seen.Add((intent.Scope.Merchant, intent.RequestId))).ToList();
            foreach (var intent in fresh)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var after = await LookAsync(intent, cancellationToken).ConfigureAwait(false);
                sweep = new CancellationSweep(
                    sweep.Looked + 1,
                    sweep.Settled + (after.IsUnsettled ? 0 : 1),
                    sweep.Open + (after.IsUnsettled ? 1 : 0),
                    sweep.NeedHuman + (after is { State: CancellationState.NeedsHuman } or { OwesRefund: true, Refund: Refunds.RefundState.NeedsHuman } ? 1 : 0));
            }

            if (due.Count < PageSize || fresh.Count == 0)
            {
                return sweep;
            }
        }
    }

    public async Task<IReadOnlyList<CancellationIntent>> ListOpenAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(
            store.ListOpenCancellationsAsync(merchant, DateTimeOffset.MaxValue, LongestList, cancellationToken), cancellationToken).ConfigureAwait(false);

    private async Task<CancellationIntent> LookAsync(CancellationIntent intent, CancellationToken cancellationToken)
    {
        try
        {
            var result = intent switch
            {
                { State: CancellationState.NeedsApproval } => await approvals.ExpireAsync(intent, Reconciler, cancellationToken).ConfigureAwait(false),
                { IsOpen: true } => await execution.FindOutAsync(intent, Reconciler, cancellationToken).ConfigureAwait(false),
                { IsDone: true, Refund: Refunds.RefundState.Refused } => await compensation.CheckAsync(intent, Reconciler).ConfigureAwait(false),
                { IsDone: true } => await compensation.CompensateAsync(intent, Reconciler, isRepeat: true).ConfigureAwait(false),
                _ => await execution.LookAsync(intent, Reconciler, cancellationToken).ConfigureAwait(false),
            };
            if (result.State != intent.State)
            {
                metrics.CancellationEnded(result.State.ToString());
            }

            return intent with { State = result.State, Refund = result.RefundState };
        }
        catch (Exception exception) when (!intent.IsOpen && exception is not OperationCanceledException and not BillingException { Code: "store.unavailable" })
        {
            logger.CancellationNotSeen(exception, intent.RequestId, intent.Scope);
            await execution.PostponeAsync(intent.PutOff(time.GetUtcNow())).ConfigureAwait(false);
            return intent;
        }
    }
}
