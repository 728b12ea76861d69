using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Refunds.Internal;

/// <summary>Puts decisions on record: an approved one within the merchant's bounds and before Stripe is asked, one that needs approval, one that was declined.</summary>
internal sealed class RefundRecording(
    RefundBoundsReader bounds,
    IBillingStore store,
    IOptionsMonitor<StripeOptions> stripe,
    TimeProvider time,
    ILogger<RefundService> logger)
{
    /// <summary>How often a decision is made anew because somebody else was faster; each of them got one through.</summary>
    internal const int MostConflicts = 100;

    /// <summary>The request as it is recorded when Stripe is asked next.</summary>
    /// <param name="refund">What was decided.</param>
    /// <param name="decision">What it came to.</param>
    /// <param name="parameters">What the request id is used for.</param>
    /// <param name="known">What is on record of it already.</param>
    internal RefundIntent IntentOf(RefundCase refund, RefundDecision decision, string parameters, RefundIntent? known)
    {
        var leaseUntil = stripe.CurrentValue.LeaseFrom(refund.Now);
        return new()
        {
            Scope = refund.Request.Customer.Scope,
            RequestId = refund.Request.RequestId,
            ParametersHash = parameters,
            Version = known?.Version ?? 0,
            State = RefundState.InProgress,
            Payment = refund.Payment.Id,
            MethodType = refund.Payment.MethodType,
            Amount = refund.Amount,
            Reason = refund.Request.Reason,
            Connect = refund.Payment.HasTransfer ? refund.Merchant.DestinationChargeRefunds : default,
            Actor = refund.Request.Actor,
            ApprovedBy = refund.Request.ApprovedBy,
            Customer = refund.Request.Customer.Customer,
            Identity = refund.Request.Customer.Status,
            ConfirmedBy = refund.Request.Customer.ConfirmedBy,
            Ticket = refund.Request.Ticket,
            PolicyVersion = decision.PolicyVersion,
            CreatedAt = refund.Now,
            LeaseUntil = leaseUntil,
            MayLeaveUntil = leaseUntil,
            DueAt = leaseUntil,
        };
    }

    /// <summary>
    /// Writes intent, reservation and audit in one commit, on the ledger and the guard it was decided on: from here on the refund is never forgotten.
    /// </summary>
    /// <returns>What became of the commit; or, if the merchant's bounds are in the way, the decision with why, and nothing is written.</returns>
    internal Task<(StoreCommit Commit, RefundDecision? OutOfBounds)> RecordAsync(
        RefundCase refund, RefundDecision decision, RefundIntent intent, IReadOnlyList<AuditEntry> before, CancellationToken cancellationToken) =>
        bounds.InTurnAsync<(StoreCommit, RefundDecision?)>(
            refund.Merchant,
            async () =>
            {
                for (var conflicts = 0; ; conflicts++)
                {
                    if (time.GetUtcNow() >= intent.LeaseUntil)
                    {
                        // So long a wait that nobody could ask Stripe on this decision any more.
                        return (StoreCommit.Conflict, null);
                    }

                    var within = await bounds.ReadAsync(refund.Merchant, refund.Now, cancellationToken).ConfigureAwait(false);
                    if (within.WhyNot(refund, decision) is { } outOfBounds)
                    {
                        return (StoreCommit.Conflict, decision.And(outOfBounds));
                    }

                    var batch = new StoreBatch
                    {
                        Intent = intent,
                        Ledger = refund.Ledger,
                        Guard = within.Guard,
                        NextGuard = within.Limits.Count > 0 ? within.Guard : null,
                        Audit = [.. before, Entry(AuditActions.RefundRecorded, refund.Request, intent.State, decision, refund)],
                    };
                    var commit = await StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false);
                    if (commit == StoreCommit.Applied)
                    {
                        logger.RefundDecided(intent.RequestId, intent.Payment, intent.Scope, intent.Actor, intent.State, CodesOf(decision));
                        return (commit, null);
                    }

                    // Somebody else's refund was counted, or somebody pulled the switch: what was decided on the payment stands if it was not that.
                    if (conflicts == MostConflicts || !await IsUnchangedAsync(refund, intent, cancellationToken).ConfigureAwait(false))
                    {
                        return (commit, null);
                    }
                }
            },
            cancellationToken);

    internal async Task<RefundResult> DeclineAsync(RefundRequest request, RefundDecision decision, RefundCase? refund, CancellationToken cancellationToken)
    {
        var entry = Entry(AuditActions.RefundDeclined, request, RefundState.Refused, decision, refund);
        await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Audit = [entry] }, cancellationToken), cancellationToken).ConfigureAwait(false);
        logger.RefundDecided(request.RequestId, request.Payment, request.Customer.Scope, request.Actor, RefundState.Refused, CodesOf(decision));
        return new RefundResult(request.RequestId, RefundState.Refused, decision.Reasons) { Amount = entry.Amount, PolicyVersion = decision.PolicyVersion };
    }

    internal AuditEntry Entry(string action, RefundRequest request, RefundState state, RefundDecision decision, RefundCase? refund)
    {
        var facts = refund?.Facts();
        return new()
        {
            Scope = request.Customer.Scope,
            At = refund?.Now ?? time.GetUtcNow(),
            Action = action,
            Actor = request.Actor,
            Ticket = request.Ticket,
            Customer = request.Customer.Customer,
            Payment = refund?.Payment.Id ?? request.Payment,
            RequestId = request.RequestId,
            Amount = facts?.Amount ?? request.Amount,
            State = state,
            PolicyVersion = decision.PolicyVersion,
            Reasons = decision.Reasons,
            Facts = facts,
            Note = request.Note is { } note ? SafeText.Line(note, RefundRequestRules.LongestNote) : null,
        };
    }

    internal static string CodesOf(RefundDecision decision) => string.Join(", ", decision.Reasons.Select(reason => reason.Code));

    private async ValueTask<bool> IsUnchangedAsync(RefundCase refund, RefundIntent intent, CancellationToken cancellationToken)
    {
        var ledger = await StoreErrors.TranslateAsync(
            store.GetPaymentLedgerAsync(intent.Scope, intent.Payment, cancellationToken), cancellationToken).ConfigureAwait(false);
        var stored = ledger.Intents.FirstOrDefault(known => known.RequestId == intent.RequestId)?.Version ?? 0;
        return ledger.Version == refund.Ledger.Version && stored == intent.Version;
    }
}
