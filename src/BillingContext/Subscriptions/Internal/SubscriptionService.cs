using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Telemetry;

namespace BillingContext.Subscriptions.Internal;

/// <summary>Decides a cancellation on fresh facts and records it; <see cref="CancellationExecution"/> takes it from there.</summary>
internal sealed class SubscriptionService(
    CancellationDecider decider,
    CancellationRecording recording,
    CancellationExecution execution,
    CancellationApprovals approvals,
    IBillingStore store,
    TimeProvider time,
    BillingMetrics metrics) : ISubscriptionService
{
    private const int LongestList = 1_000;

    public async Task<CancellationPreview> PreviewAsync(CancellationRequest request, CancellationToken cancellationToken = default)
    {
        CancellationRequestRules.Check(request);
        var decided = await decider.DecideAsync(request, cancellationToken).ConfigureAwait(false);
        return new CancellationPreview(request.Kind, decided.Decision)
        {
            Subscription = decided.Subscription,
            EndsAt = decided.EndsAt,
            RenewsAt = decided.Subscription?.CurrentPeriodEnd,
            Paid = decided.Invoice?.Paid?.Amount,
            Proration = decided.Invoice?.Proration,
            Refund = decided.Refund?.Amount,
        };
    }

    public async Task<CancellationResult> CancelAsync(CancellationRequest request, CancellationToken cancellationToken = default)
    {
        CancellationRequestRules.Check(request);
        var merchant = request.Customer.Scope.Merchant;
        var parameters = CancellationRequestRules.Parameters(request);
        for (var conflicts = 0; ; conflicts++)
        {
            var known = await StoreErrors.TranslateAsync(
                store.GetCancellationAsync(merchant, request.RequestId, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (known is not null && known.ParametersHash != parameters)
            {
                var reused = RefundDecision.Create(RefundVerdict.Denied, [CancellationReasons.Reused(request.RequestId)]);
                return Ended(await recording.DeclineAsync(new CancellationCase(request, reused, time.GetUtcNow()), cancellationToken).ConfigureAwait(false));
            }

            if (known is not null && !known.IsUndecided)
            {
                return Ended(await execution.ResumeAsync(known, request.Actor, cancellationToken).ConfigureAwait(false));
            }

            var decided = await decider.DecideAsync(request, cancellationToken).ConfigureAwait(false);
            if (decided.Subscription is null || decided.Decision.Verdict == RefundVerdict.Denied)
            {
                return Ended(await recording.DeclineAsync(decided, cancellationToken).ConfigureAwait(false));
            }

            var intent = recording.IntentOf(decided, parameters, known);
            if (!decided.IsApproved)
            {
                if (await approvals.AskAsync(decided, intent, known, cancellationToken).ConfigureAwait(false) is { } asked)
                {
                    return Ended(asked);
                }
            }
            else if (await recording.RecordAsync(decided, intent, [], cancellationToken).ConfigureAwait(false) == StoreCommit.Applied)
            {
                return Ended(await execution.ExecuteAsync(intent with { Version = intent.Version + 1 }, decided.Decision).ConfigureAwait(false));
            }

            CancellationRecording.ThrowAfter(conflicts);
        }
    }

    public async Task<CancellationResult> ApproveAsync(ApprovalAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Ended(await approvals.ApproveAsync(answer, cancellationToken).ConfigureAwait(false));
    }

    public async Task<CancellationResult> RejectAsync(ApprovalAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Ended(await approvals.RejectAsync(answer, cancellationToken).ConfigureAwait(false));
    }

    public async Task<CancellationResult?> GetAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        var known = await StoreErrors.TranslateAsync(
            store.GetCancellationAsync(merchant, requestId, cancellationToken), cancellationToken).ConfigureAwait(false);
        return known is null ? null : CancellationCompensation.ResultOf(known, isRepeat: true);
    }

    public async Task<IReadOnlyList<CancellationIntent>> ListApprovalsAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(store.ListCancellationApprovalsAsync(merchant, LongestList, cancellationToken), cancellationToken).ConfigureAwait(false);

    private CancellationResult Ended(CancellationResult result)
    {
        metrics.CancellationEnded(result.State.ToString());
        return result;
    }
}
