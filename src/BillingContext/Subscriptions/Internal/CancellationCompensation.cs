using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;

namespace BillingContext.Subscriptions.Internal;

/// <summary>
/// Has the refund made that belongs to a cancellation which happened: an ordinary refund request under an id of its own, so that guardrails,
/// policy, reservation and "at most once" are those of <see cref="IRefundService"/>. However often it is asked for, it is one refund.
/// </summary>
internal sealed class CancellationCompensation(IRefundService refunds, IBillingStore store, TimeProvider time, ILogger<CancellationCompensation> logger)
{
    internal async Task<CancellationResult> CompensateAsync(CancellationIntent intent, Actor actor, bool isRepeat, RefundDecision? decision = null)
    {
        RefundResult? refund = null;
        CancellationIntent seen;
        try
        {
            refund = await refunds.RefundAsync(CancellationDecider.RefundOf(intent)!, CancellationToken.None).ConfigureAwait(false);

            // A limit frees, and what is stopped goes on: then it is still owed, and asked for again.
            seen = refund.Reasons.Any(IsHeldBack) ? intent.Owe(time.GetUtcNow()) : intent.Compensate(refund.State, time.GetUtcNow());
        }
        catch (Exception exception)
        {
            // The subscription is canceled, which the caller must hear; what of the refund is due is on record.
            logger.CancellationRefundDue(exception, intent.RequestId, intent.Scope);
            seen = intent.Owe(time.GetUtcNow());
        }

        if (seen != intent)
        {
            await RecordAsync(intent, seen, actor, refund).ConfigureAwait(false);
        }

        return ResultOf(seen, isRepeat, decision, refund);
    }

    /// <summary>Looks once more what became of a refund that was declined: another node may have been told otherwise, and could not say so. Nothing is asked for.</summary>
    internal async Task<CancellationResult> CheckAsync(CancellationIntent intent, Actor actor)
    {
        var made = await StoreErrors.TranslateAsync(
            store.GetRefundIntentAsync(intent.Scope.Merchant, intent.RefundRequestId, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        var seen = made is null || made.State == intent.Refund ? intent.Rest() : intent.Compensate(made.State, time.GetUtcNow());
        await RecordAsync(intent, seen, actor, refund: null).ConfigureAwait(false);
        return ResultOf(seen, isRepeat: true);
    }

    private static bool IsHeldBack(DecisionReason reason) =>
        reason.Verdict == RefundVerdict.Denied && (reason.Code == "merchant.stopped" || reason.Code.StartsWith("limit.", StringComparison.Ordinal));

    internal static CancellationResult ResultOf(
        CancellationIntent intent, bool isRepeat, RefundDecision? decision = null, RefundResult? refund = null) =>
        new(
            intent.RequestId,
            intent.State,
            [
                intent.InWords,
                .. intent.OwesRefund ? [CancellationReasons.RefundDue] : Array.Empty<DecisionReason>(),
                .. refund?.Reasons ?? [],
                .. decision?.Reasons.Where(reason => refund is null || !refund.Reasons.Contains(reason)) ?? [],
            ])
        {
            EndsAt = intent.EndsAt,
            RefundAmount = intent.RefundAmount,
            RefundState = intent.Refund,
            Refund = refund,
            StripeApproval = intent.StripeApproval,
            IsRepeat = isRepeat,
        };

    /// <summary>Somebody else recorded how far the refund came, and may have been told otherwise: what the refund's own record says is true.</summary>
    private async Task AgreeAsync(CancellationIntent overtaken, Actor actor)
    {
        var merchant = overtaken.Scope.Merchant;
        var made = await store.GetRefundIntentAsync(merchant, overtaken.RefundRequestId, CancellationToken.None).ConfigureAwait(false);
        var stored = await store.GetCancellationAsync(merchant, overtaken.RequestId, CancellationToken.None).ConfigureAwait(false);
        if (made is not null && stored is { IsDone: true } && stored.Refund != made.State)
        {
            await RecordAsync(stored, stored.Compensate(made.State, time.GetUtcNow()), actor, refund: null).ConfigureAwait(false);
        }
    }

    private async Task RecordAsync(CancellationIntent before, CancellationIntent seen, Actor actor, RefundResult? refund)
    {
        var isNews = seen.Refund != before.Refund;
        try
        {
            var entry = seen.Entry(AuditActions.CancellationRefund, actor, time.GetUtcNow()) with { Refund = refund?.Refund };
            var batch = new StoreBatch { Cancellation = seen, Audit = isNews ? [entry] : [] };
            if (await store.CommitAsync(batch, CancellationToken.None).ConfigureAwait(false) == StoreCommit.Conflict)
            {
                await AgreeAsync(seen, actor).ConfigureAwait(false);
                return;
            }
        }
        catch (Exception exception)
        {
            // The refund has a record of its own; the reconciler looks again and finds it there.
            logger.CancellationNotRecorded(exception, seen.RequestId, seen.Scope, seen.State);
        }

        if (isNews && seen.Refund == RefundState.NeedsHuman)
        {
            logger.CancellationNeedsHuman(seen.RequestId, seen.Scope, seen.CreatedAt, "cancellation.refund_due");
        }
    }
}
