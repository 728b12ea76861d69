using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;

namespace BillingContext.Refunds.Internal;

/// <summary>Decides a refund on fresh facts and records it; <see cref="RefundExecution"/> takes it from there.</summary>
internal sealed class RefundService(
    IMerchantCredentialsProvider credentials,
    RefundDecider decider,
    RefundExecution execution,
    IBillingStore store,
    TimeProvider time,
    BillingMetrics metrics,
    ILogger<RefundService> logger) : IRefundService
{
    /// <summary>How often a decision is made anew because somebody else was faster; each of them got one through.</summary>
    private const int MostConflicts = 100;

    public async Task<RefundDecision> EvaluateAsync(RefundRequest request, CancellationToken cancellationToken = default)
    {
        RefundRequestRules.Check(request);
        var merchant = await CredentialsAsync(request.Customer.Scope, cancellationToken).ConfigureAwait(false);
        var (decision, _) = await decider.DecideAsync(request, merchant, cancellationToken).ConfigureAwait(false);
        return decision;
    }

    public async Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken = default)
    {
        RefundRequestRules.Check(request);
        var scope = request.Customer.Scope;
        var merchant = await CredentialsAsync(scope, cancellationToken).ConfigureAwait(false);
        var parameters = RefundKeys.Parameters(request);
        for (var conflicts = 0; ; conflicts++)
        {
            var known = await FindAsync(scope.Merchant, request.RequestId, cancellationToken).ConfigureAwait(false);
            if (known is not null && known.ParametersHash != parameters)
            {
                return await DeclineAsync(request, Reused(request), null, cancellationToken).ConfigureAwait(false);
            }

            if (known is not null && !MayTryAgain(known))
            {
                return Ended(await execution.ResumeAsync(known, request.Actor, cancellationToken).ConfigureAwait(false));
            }

            var (decision, refund) = await decider.DecideAsync(request, merchant, cancellationToken).ConfigureAwait(false);
            if (refund?.Made() is { } made)
            {
                return request.Amount is null || request.Amount == made.Amount
                    ? Ended(await execution.AdoptAsync(IntentOf(refund, decision, parameters, known), made).ConfigureAwait(false))
                    : await DeclineAsync(request, Reused(request), null, cancellationToken).ConfigureAwait(false);
            }

            if (decision.Verdict != RefundVerdict.Approved || refund is null)
            {
                return await DeclineAsync(request, decision, refund, cancellationToken).ConfigureAwait(false);
            }

            var intent = IntentOf(refund, decision, parameters, known);
            if (await RecordAsync(refund, decision, intent, cancellationToken).ConfigureAwait(false) == StoreCommit.Applied)
            {
                logger.RefundDecided(intent.RequestId, intent.Payment, scope, request.Actor, intent.State, CodesOf(decision));
                return Ended(await execution.ExecuteAsync(intent with { Version = intent.Version + 1 }, decision).ConfigureAwait(false));
            }

            if (conflicts == MostConflicts)
            {
                throw new BillingException("store.conflict", "Too many refunds of this payment at once. Nothing was sent to Stripe; try again with the same request id.");
            }
        }
    }

    /// <summary>A refusal for a passing cause is no reason to make the host invent a new request id: nothing landed under the key, so it is as good as new.</summary>
    private static bool MayTryAgain(RefundIntent known) =>
        known is { State: RefundState.Refused, MayHaveLanded: false } && RefundReasons.IsPassing(known.FailureCode);

    private RefundIntent IntentOf(RefundCase refund, RefundDecision decision, string parameters, RefundIntent? known) => new()
    {
        Scope = refund.Request.Customer.Scope,
        RequestId = refund.Request.RequestId,
        ParametersHash = parameters,
        Version = known?.Version ?? 0,
        State = RefundState.InProgress,
        Payment = refund.Payment.Id,
        MethodType = refund.Payment.MethodType,
        Amount = refund.Facts().Amount,
        Reason = refund.Request.Reason,
        Connect = refund.Payment.HasTransfer ? refund.Merchant.DestinationChargeRefunds : default,
        Actor = refund.Request.Actor,
        Customer = refund.Request.Customer.Customer,
        Identity = refund.Request.Customer.Status,
        ConfirmedBy = refund.Request.Customer.ConfirmedBy,
        Ticket = refund.Request.Ticket,
        PolicyVersion = decision.PolicyVersion,
        CreatedAt = refund.Now,
        LeaseUntil = execution.LeaseFrom(refund.Now),
        MayLeaveUntil = execution.LeaseFrom(refund.Now),
        DueAt = execution.LeaseFrom(refund.Now),
    };

    /// <summary>Writes intent, reservation and audit in one commit: from here on the refund is never forgotten.</summary>
    private ValueTask<StoreCommit> RecordAsync(RefundCase refund, RefundDecision decision, RefundIntent intent, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.CommitAsync(
            new StoreBatch
            {
                Intent = intent,
                Ledger = refund.Ledger,
                Audit = [Entry(AuditActions.RefundRecorded, refund.Request, intent.State, decision, refund) with { Amount = intent.Amount }],
            },
            cancellationToken), cancellationToken);

    private async Task<RefundResult> DeclineAsync(RefundRequest request, RefundDecision decision, RefundCase? refund, CancellationToken cancellationToken)
    {
        var state = decision.Verdict == RefundVerdict.NeedsApproval ? RefundState.NeedsApproval : RefundState.Refused;
        var entry = Entry(AuditActions.RefundDeclined, request, state, decision, refund);
        await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Audit = [entry] }, cancellationToken), cancellationToken).ConfigureAwait(false);
        logger.RefundDecided(request.RequestId, request.Payment, request.Customer.Scope, request.Actor, state, CodesOf(decision));
        return Ended(new RefundResult(request.RequestId, state, decision.Reasons) { Amount = entry.Amount, PolicyVersion = decision.PolicyVersion });
    }

    private AuditEntry Entry(string action, RefundRequest request, RefundState state, RefundDecision decision, RefundCase? refund) => new()
    {
        Scope = request.Customer.Scope,
        At = refund?.Now ?? time.GetUtcNow(),
        Action = action,
        Actor = request.Actor,
        Ticket = request.Ticket,
        Customer = request.Customer.Customer,
        Payment = refund?.Payment.Id ?? request.Payment,
        RequestId = request.RequestId,
        Amount = refund?.Facts().Amount ?? request.Amount,
        State = state,
        PolicyVersion = decision.PolicyVersion,
        Reasons = decision.Reasons,
        Facts = refund?.Facts(),
        Note = request.Note is { } note ? SafeText.Line(note, RefundRequestRules.LongestNote) : null,
    };

    private ValueTask<RefundIntent?> FindAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.GetRefundIntentAsync(merchant, requestId, cancellationToken), cancellationToken);

    private async ValueTask<MerchantCredentials> CredentialsAsync(StripeScope scope, CancellationToken cancellationToken)
    {
        var merchant = await credentials.GetAsync(scope.Merchant, cancellationToken).ConfigureAwait(false);
        return merchant ?? throw BillingException.UnknownMerchant(scope.Merchant);
    }

    private RefundResult Ended(RefundResult result)
    {
        metrics.RefundEnded(result.State.ToString());
        return result;
    }

    private static RefundDecision Reused(RefundRequest request) => RefundDecision.Create(RefundVerdict.Denied, [RefundReasons.Reused(request.RequestId)]);

    private static string CodesOf(RefundDecision decision) => string.Join(", ", decision.Reasons.Select(reason => reason.Code));
}
