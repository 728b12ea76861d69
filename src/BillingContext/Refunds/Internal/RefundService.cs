using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;

namespace BillingContext.Refunds.Internal;

/// <summary>Decides a refund on fresh facts and records it; <see cref="RefundExecution"/> takes it from there.</summary>
internal sealed class RefundService(
    IMerchantCredentialsProvider credentials,
    RefundDecider decider,
    RefundBoundsReader bounds,
    RefundRecording recording,
    RefundExecution execution,
    RefundApprovals approvals,
    IBillingStore store,
    BillingMetrics metrics) : IRefundService
{
    private const int LongestList = 1_000;

    public async Task<RefundDecision> EvaluateAsync(RefundRequest request, CancellationToken cancellationToken = default)
    {
        RefundRequestRules.Check(request);
        var merchant = await CredentialsAsync(request.Customer.Scope.Merchant, cancellationToken).ConfigureAwait(false);
        var (decision, refund) = await decider.DecideAsync(request, merchant, cancellationToken).ConfigureAwait(false);
        if (refund is null)
        {
            return decision;
        }

        var within = await bounds.ReadAsync(merchant, refund.Now, cancellationToken).ConfigureAwait(false);
        return within.WhyNot(refund, decision) is { } outOfBounds ? decision.And(outOfBounds) : decision;
    }

    public async Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken = default)
    {
        RefundRequestRules.Check(request);
        var scope = request.Customer.Scope;
        var merchant = await CredentialsAsync(scope.Merchant, cancellationToken).ConfigureAwait(false);
        var parameters = RefundKeys.Parameters(request);
        for (var conflicts = 0; ; conflicts++)
        {
            var known = await StoreErrors.TranslateAsync(
                store.GetRefundIntentAsync(scope.Merchant, request.RequestId, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (known is not null && known.ParametersHash != parameters)
            {
                return Ended(await recording.DeclineAsync(request, Reused(request), null, cancellationToken).ConfigureAwait(false));
            }

            if (known is not null && !known.IsUndecided)
            {
                return Ended(await execution.ResumeAsync(known, request.Actor, cancellationToken).ConfigureAwait(false));
            }

            var (decision, refund) = await decider.DecideAsync(request, merchant, cancellationToken).ConfigureAwait(false);
            if (refund?.Made() is { } made)
            {
                return Ended(request.Amount is null || request.Amount == made.Amount
                    ? await execution.AdoptAsync(recording.IntentOf(refund, decision, parameters, known), made).ConfigureAwait(false)
                    : await recording.DeclineAsync(request, Reused(request), null, cancellationToken).ConfigureAwait(false));
            }

            if (refund is null || decision.Verdict == RefundVerdict.Denied)
            {
                return Ended(await recording.DeclineAsync(request, decision, refund, cancellationToken).ConfigureAwait(false));
            }

            var intent = recording.IntentOf(refund, decision, parameters, known);
            var result = decision.Verdict == RefundVerdict.Approved
                ? await RefundAsync(refund, decision, intent, cancellationToken).ConfigureAwait(false)
                : await AskAsync(refund, decision, intent, known, cancellationToken).ConfigureAwait(false);
            if (result is not null)
            {
                return Ended(result);
            }

            if (conflicts == RefundRecording.MostConflicts)
            {
                throw new BillingException("store.conflict", "Too many refunds of this payment at once. Nothing was sent to Stripe; try again with the same request id.");
            }
        }
    }

    public async Task<RefundResult> ApproveAsync(ApprovalAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var merchant = await CredentialsAsync(answer.Merchant, cancellationToken).ConfigureAwait(false);
        return Ended(await approvals.ApproveAsync(answer, merchant, cancellationToken).ConfigureAwait(false));
    }

    public async Task<RefundResult> RejectAsync(ApprovalAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Ended(await approvals.RejectAsync(answer, cancellationToken).ConfigureAwait(false));
    }

    public async Task<RefundResult?> GetAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        var known = await StoreErrors.TranslateAsync(
            store.GetRefundIntentAsync(merchant, requestId, cancellationToken), cancellationToken).ConfigureAwait(false);
        return known is null ? null : RefundExecution.ResultOf(known, isRepeat: true);
    }

    public async Task<IReadOnlyList<RefundIntent>> ListApprovalsAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        await StoreErrors.TranslateAsync(store.ListRefundApprovalsAsync(merchant, LongestList, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <summary>Records an approved refund and makes it; null if somebody else was faster.</summary>
    private async Task<RefundResult?> RefundAsync(RefundCase refund, RefundDecision decision, RefundIntent intent, CancellationToken cancellationToken)
    {
        var (commit, outOfBounds) = await recording.RecordAsync(refund, decision, intent, [], cancellationToken).ConfigureAwait(false);
        return outOfBounds is not null ? await recording.DeclineAsync(refund.Request, outOfBounds, refund, cancellationToken).ConfigureAwait(false)
            : commit == StoreCommit.Applied ? await execution.ExecuteAsync(intent with { Version = intent.Version + 1 }, decision).ConfigureAwait(false)
            : null;
    }

    /// <summary>Puts a refund on record that needs approval, unless what is stopped holds it back; null if somebody else was faster.</summary>
    private async Task<RefundResult?> AskAsync(
        RefundCase refund, RefundDecision decision, RefundIntent intent, RefundIntent? known, CancellationToken cancellationToken)
    {
        var within = await bounds.ReadAsync(refund.Merchant, refund.Now, cancellationToken).ConfigureAwait(false);
        return within.WhyNot(refund, decision) is { } outOfBounds
            ? await recording.DeclineAsync(refund.Request, decision.And(outOfBounds), refund, cancellationToken).ConfigureAwait(false)
            : await approvals.AskAsync(refund, decision, intent, known, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<MerchantCredentials> CredentialsAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        await credentials.GetAsync(merchant, cancellationToken).ConfigureAwait(false) ?? throw BillingException.UnknownMerchant(merchant);

    private RefundResult Ended(RefundResult result)
    {
        metrics.RefundEnded(result.State.ToString());
        return result;
    }

    private static RefundDecision Reused(RefundRequest request) => RefundDecision.Create(RefundVerdict.Denied, [RefundReasons.Reused(request.RequestId)]);
}
