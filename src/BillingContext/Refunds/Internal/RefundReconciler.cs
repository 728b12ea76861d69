using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;

namespace BillingContext.Refunds.Internal;

/// <summary>Looks at what is due, one refund after the other: a merchant whose Stripe does not answer delays nobody for long.</summary>
internal sealed class RefundReconciler(IBillingStore store, RefundExecution execution, RefundApprovals approvals, TimeProvider time, BillingMetrics metrics, ILogger<RefundReconciler> logger)
    : IRefundReconciler
{
    private const int PageSize = 100;
    private const int LongestList = 1_000;
    private static readonly Actor Reconciler = Actor.Automation("billingcontext.reconciler");

    public async Task<RefundSweep> SweepAsync(CancellationToken cancellationToken = default)
    {
        var sweep = default(RefundSweep);
        var dueBy = time.GetUtcNow();
        var seen = new HashSet<(MerchantId, string)>();
        while (true)
        {
            // What was looked at is due later, so each page begins with what was not; a page of nothing new ends it.
            var due = await StoreErrors.TranslateAsync(
                store.ListOpenRefundsAsync(merchant: null, dueBy, PageSize, cancellationToken), cancellationToken).ConfigureAwait(false);
            var fresh = due.Where(intent => seen.Add((intent.Scope.Merchant, intent.RequestId))).ToList();
            foreach (var intent in fresh)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var state = await LookAsync(intent, cancellationToken).ConfigureAwait(false);
                sweep = Count(sweep, intent.State, state);
            }

            if (due.Count < PageSize || fresh.Count == 0)
            {
                return sweep;
            }
        }
    }

    public async Task<IReadOnlyList<RefundIntent>> ListOpenAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(
            store.ListOpenRefundsAsync(merchant, DateTimeOffset.MaxValue, LongestList, cancellationToken), cancellationToken).ConfigureAwait(false);

    private async Task<RefundState> LookAsync(RefundIntent intent, CancellationToken cancellationToken)
    {
        try
        {
            var result = intent.State == RefundState.NeedsApproval ? await approvals.ExpireAsync(intent, Reconciler, cancellationToken).ConfigureAwait(false)
                : intent.IsOpen ? await execution.FindOutAsync(intent, Reconciler, cancellationToken).ConfigureAwait(false)
                : await execution.LookAsync(intent, Reconciler, cancellationToken).ConfigureAwait(false);
            if (result.State != intent.State)
            {
                metrics.RefundEnded(result.State.ToString());
            }

            return result.State;
        }
        catch (Exception exception) when (!intent.IsOpen && exception is not OperationCanceledException and not BillingException { Code: "store.unavailable" })
        {
            logger.RefundNotSeen(exception, intent.RequestId, intent.Scope);
            await execution.PostponeAsync(intent, intent.PutOff(time.GetUtcNow())).ConfigureAwait(false);
            return intent.State;
        }
    }

    private static RefundSweep Count(RefundSweep sweep, RefundState before, RefundState after)
    {
        var isOpen = after is RefundState.Unknown or RefundState.InProgress or RefundState.NeedsHuman;
        return new RefundSweep(
            sweep.Looked + 1,
            sweep.Settled + (!isOpen && after != before ? 1 : 0),
            sweep.Open + (isOpen ? 1 : 0),
            sweep.NeedHuman + (after == RefundState.NeedsHuman ? 1 : 0));
    }
}
