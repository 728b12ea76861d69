using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;

namespace BillingContext.Subscriptions.Internal;

/// <summary>Decides a cancellation on fresh facts and records it; <see cref="CancellationExecution"/> takes it from there.</summary>
internal sealed class SubscriptionService(
    CancellationDecider decider,
    CancellationExecution execution,
    IBillingStore store,
    TimeProvider time,
    BillingMetrics metrics,
    ILogger<SubscriptionService> logger) : ISubscriptionService
{
    /// <summary>How often a decision is made anew because somebody else was faster; each of them got one through.</summary>
    private const int MostConflicts = 100;

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
                return await DeclineAsync(new CancellationCase(request, reused, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            }

            if (known is not null && !MayTryAgain(known))
            {
                return Ended(await execution.ResumeAsync(known, request.Actor, cancellationToken).ConfigureAwait(false));
            }

            var decided = await decider.DecideAsync(request, cancellationToken).ConfigureAwait(false);
            if (!decided.IsApproved)
            {
                return await DeclineAsync(decided, cancellationToken).ConfigureAwait(false);
            }

            var intent = IntentOf(decided, parameters, known);
            if (await RecordAsync(decided, intent, cancellationToken).ConfigureAwait(false) == StoreCommit.Applied)
            {
                Log(decided, intent.State);
                return Ended(await execution.ExecuteAsync(intent with { Version = intent.Version + 1 }, decided.Decision).ConfigureAwait(false));
            }

            if (conflicts == MostConflicts)
            {
                throw new BillingException(
                    "store.conflict", "Too many requests for this subscription at once. Nothing was sent to Stripe; try again with the same request id.");
            }
        }
    }

    /// <summary>A refusal for a passing cause is no reason to make the host invent a new request id: nothing landed, so it is as good as new.</summary>
    private static bool MayTryAgain(CancellationIntent known) =>
        known is { State: CancellationState.Refused, MayHaveLanded: false } && CancellationReasons.IsPassing(known.FailureCode);

    private CancellationIntent IntentOf(CancellationCase decided, string parameters, CancellationIntent? known) => new()
    {
        Scope = decided.Request.Customer.Scope,
        RequestId = decided.Request.RequestId,
        ParametersHash = parameters,
        Version = known?.Version ?? 0,
        State = CancellationState.InProgress,
        Kind = decided.Request.Kind,
        Subscription = decided.Subscription!.Id,
        InvoiceNow = decided.Request.InvoiceNow,
        Customer = decided.Subscription.Customer!.Value,
        Identity = decided.Request.Customer.Status,
        ConfirmedBy = decided.Request.Customer.ConfirmedBy,
        Actor = decided.Request.Actor,
        Ticket = decided.Request.Ticket,
        CreatedAt = decided.Now,
        LeaseUntil = execution.LeaseFrom(decided.Now),
        MayLeaveUntil = execution.LeaseFrom(decided.Now),
        DueAt = execution.LeaseFrom(decided.Now),
        RefundPayment = decided.Refund?.Payment,
        RefundAmount = decided.Refund?.Amount,
    };

    /// <summary>Writes intent and audit in one commit, on the ledger it was decided on: from here on it is never forgotten, and no other begins beside it.</summary>
    private ValueTask<StoreCommit> RecordAsync(CancellationCase decided, CancellationIntent intent, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.CommitAsync(
            new StoreBatch
            {
                Cancellation = intent,
                SubscriptionLedger = decided.Ledger,
                Audit = [Entry(AuditActions.CancellationRecorded, decided, intent.State)],
            },
            cancellationToken), cancellationToken);

    private async Task<CancellationResult> DeclineAsync(CancellationCase decided, CancellationToken cancellationToken)
    {
        var (request, decision) = (decided.Request, decided.Decision);
        var state = decision.Verdict == RefundVerdict.NeedsApproval ? CancellationState.NeedsApproval : CancellationState.Refused;
        var entry = Entry(AuditActions.CancellationDeclined, decided, state);
        await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Audit = [entry] }, cancellationToken), cancellationToken).ConfigureAwait(false);
        Log(decided, state);
        return Ended(new CancellationResult(request.RequestId, state, decision.Reasons) { RefundAmount = decided.Refund?.Amount });
    }

    private static AuditEntry Entry(string action, CancellationCase decided, CancellationState state) => new()
    {
        Scope = decided.Request.Customer.Scope,
        At = decided.Now,
        Action = action,
        Actor = decided.Request.Actor,
        Ticket = decided.Request.Ticket,
        Customer = decided.Request.Customer.Customer,
        Subscription = decided.Request.Subscription,
        Payment = decided.Refund?.Payment,
        RequestId = decided.Request.RequestId,
        Amount = decided.Refund?.Amount,
        Cancellation = state,
        CancellationKind = decided.Request.Kind,
        PolicyVersion = decided.Decision.PolicyVersion,
        Reasons = decided.Decision.Reasons,
        Note = decided.Request.Note is { } note ? SafeText.Line(note, CancellationRequestRules.LongestNote) : null,
    };

    private void Log(CancellationCase decided, CancellationState state) => logger.CancellationDecided(
        decided.Request.RequestId,
        decided.Request.Subscription,
        decided.Request.Customer.Scope,
        decided.Request.Actor,
        state,
        string.Join(", ", decided.Decision.Reasons.Select(reason => reason.Code)));

    private CancellationResult Ended(CancellationResult result)
    {
        metrics.CancellationEnded(result.State.ToString());
        return result;
    }
}
