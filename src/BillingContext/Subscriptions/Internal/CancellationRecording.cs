using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Subscriptions.Internal;

/// <summary>Puts decisions on record: an approved one before Stripe is asked, and one that was declined.</summary>
internal sealed class CancellationRecording(IBillingStore store, IOptionsMonitor<StripeOptions> options, ILogger<SubscriptionService> logger)
{
    /// <summary>How often a decision is made anew because somebody else was faster; each of them got one through.</summary>
    private const int MostConflicts = 100;

    internal static void ThrowAfter(int conflicts)
    {
        if (conflicts == MostConflicts)
        {
            throw new BillingException(
                "store.conflict", "Too many requests for this subscription at once. Nothing was sent to Stripe; try again with the same request id.");
        }
    }

    internal CancellationIntent IntentOf(CancellationCase decided, string parameters, CancellationIntent? known)
    {
        var leaseUntil = options.CurrentValue.LeaseFrom(decided.Now);
        return new()
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
            ApprovedBy = decided.Request.ApprovedBy,
            Ticket = decided.Request.Ticket,
            CreatedAt = decided.Now,
            LeaseUntil = leaseUntil,
            MayLeaveUntil = leaseUntil,
            DueAt = leaseUntil,
            RefundWanted = decided.Request.Refund,
            RefundPayment = decided.Refund?.Payment,
            RefundAmount = decided.Refund?.Amount,
        };
    }

    /// <summary>
    /// Writes intent and audit in one commit, on the ledger it was decided on and while nothing is stopped: from here on it is never forgotten, and no other
    /// begins beside it.
    /// </summary>
    internal async ValueTask<StoreCommit> RecordAsync(
        CancellationCase decided, CancellationIntent intent, IReadOnlyList<AuditEntry> before, CancellationToken cancellationToken)
    {
        while (true)
        {
            var guard = await StoreErrors.TranslateAsync(store.GetMerchantGuardAsync(intent.Scope.Merchant, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (guard.Stop is { } stop && stop.Holds(intent.AnsweredBy))
            {
                // Decided anew, it says so.
                return StoreCommit.Conflict;
            }

            var batch = new StoreBatch
            {
                Cancellation = intent,
                SubscriptionLedger = decided.Ledger,
                Guard = guard,
                Audit = [.. before, Entry(AuditActions.CancellationRecorded, decided, intent.State)],
            };
            var commit = await StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (commit == StoreCommit.Applied)
            {
                Log(decided, intent.State);
            }

            // A refund that limits count raises the guard, too: then nothing about the subscription changed.
            if (commit == StoreCommit.Applied || !await IsUnchangedAsync(decided, intent, cancellationToken).ConfigureAwait(false))
            {
                return commit;
            }
        }
    }

    internal async Task<CancellationResult> DeclineAsync(CancellationCase decided, CancellationToken cancellationToken)
    {
        var entry = Entry(AuditActions.CancellationDeclined, decided, CancellationState.Refused);
        await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Audit = [entry] }, cancellationToken), cancellationToken).ConfigureAwait(false);
        Log(decided, CancellationState.Refused);
        return new CancellationResult(decided.Request.RequestId, CancellationState.Refused, decided.Decision.Reasons) { RefundAmount = decided.Refund?.Amount };
    }

    internal static AuditEntry Entry(string action, CancellationCase decided, CancellationState state) => new()
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

    internal static string CodesOf(CancellationCase decided) => string.Join(", ", decided.Decision.Reasons.Select(reason => reason.Code));

    private async ValueTask<bool> IsUnchangedAsync(CancellationCase decided, CancellationIntent intent, CancellationToken cancellationToken)
    {
        var ledger = await StoreErrors.TranslateAsync(
            store.GetSubscriptionLedgerAsync(intent.Scope, intent.Subscription, cancellationToken), cancellationToken).ConfigureAwait(false);
        var stored = ledger.Cancellations.FirstOrDefault(known => known.RequestId == intent.RequestId)?.Version ?? 0;
        return ledger.Version == decided.Ledger!.Version && stored == intent.Version;
    }

    private void Log(CancellationCase decided, CancellationState state) => logger.CancellationDecided(
        decided.Request.RequestId, decided.Request.Subscription, decided.Request.Customer.Scope, decided.Request.Actor, state, CodesOf(decided));
}
