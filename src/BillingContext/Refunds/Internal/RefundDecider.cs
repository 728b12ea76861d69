using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Storage;
using Microsoft.Extensions.Options;

namespace BillingContext.Refunds.Internal;

/// <summary>Reads what a refund depends on, now, and decides: the guardrails and the merchant's rules, both.</summary>
internal sealed class RefundDecider(
    IPaymentContextProvider payments,
    IRefundPolicyEngine policy,
    IMerchantCredentialsProvider credentials,
    IBillingStore store,
    IOptionsMonitor<BillingContextOptions> options,
    TimeProvider time)
{
    /// <summary>Decides about a request; without a case, if it did not come so far as to read the payment.</summary>
    internal async Task<(RefundDecision Decision, RefundCase? Refund)> DecideAsync(
        RefundRequest request, MerchantCredentials merchant, CancellationToken cancellationToken)
    {
        if (!(merchant.EnableRefunds ?? options.CurrentValue.EnableRefunds))
        {
            return (Denied(RefundReasons.Disabled), null);
        }

        if (request.Customer.Status is ResolutionStatus.NotFound or ResolutionStatus.Ambiguous)
        {
            return (Denied(DecisionReason.Nobody), null);
        }

        var payment = await payments.GetPaymentAsync(request.Customer, request.Payment, cancellationToken).ConfigureAwait(false);
        if (payment is null)
        {
            return (Denied(RefundReasons.NotFound), null);
        }

        // After the payment: what was begun since then is in the ledger, and what ended since then is recognised by its refund's id.
        var ledger = await StoreErrors.TranslateAsync(
            store.GetPaymentLedgerAsync(request.Customer.Scope, payment.Id, cancellationToken), cancellationToken).ConfigureAwait(false);
        var refund = new RefundCase(request, merchant, payment, ledger, time.GetUtcNow());
        var facts = refund.Facts();
        var guardrails = RefundGuardrails.Evaluate(in facts);
        var rules = await policy.EvaluateAsync(facts, cancellationToken).ConfigureAwait(false);
        var decision = guardrails.And(rules);
        return (request.ApprovedBy is { } person ? Approved(decision, person) : decision, refund);
    }

    /// <summary>Whether a refund on record would still be approved, by what is known today and for who asked then.</summary>
    internal async Task<(RefundDecision Decision, RefundCase? Refund)> DecideAgainAsync(RefundIntent intent)
    {
        var merchant = await credentials.GetAsync(intent.Scope.Merchant, CancellationToken.None).ConfigureAwait(false)
            ?? throw BillingException.UnknownMerchant(intent.Scope.Merchant);
        var request = RequestOf(intent);
        var (decision, refund) = await DecideAsync(request, merchant, CancellationToken.None).ConfigureAwait(false);

        // It is among what the limits count already; but a switch that was pulled since holds it back.
        var guard = await StoreErrors.TranslateAsync(store.GetMerchantGuardAsync(intent.Scope.Merchant, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        return (guard.Stop is { } stop && stop.Holds(intent.AnsweredBy) ? decision.And(Denied(DecisionReason.Stopped(stop))) : decision, refund);
    }

    /// <summary>A request on record, as it was asked for.</summary>
    internal static RefundRequest RequestOf(RefundIntent intent) => new()
    {
        RequestId = intent.RequestId,
        Customer = CustomerResolution.Recorded(
            intent.Scope, intent.Identity, intent.Customer, intent.Customer is null ? intent.Payment : null, intent.ConfirmedBy),
        Payment = intent.Payment,
        Amount = intent.Amount,
        Reason = intent.Reason,
        Actor = intent.Actor,
        ApprovedBy = intent.ApprovedBy,
        Ticket = intent.Ticket,
    };

    /// <summary>A decision after a person's yes: what needed one is approved. What could not be read nobody can say yes to.</summary>
    private static RefundDecision Approved(RefundDecision decision, Actor person) =>
        decision.Verdict == RefundVerdict.NeedsApproval && !decision.Reasons.Any(RefundGuardrails.IsUnread)
            ? RefundDecision.Create(RefundVerdict.Approved, [ApprovalAnswer.Given(person), .. decision.Reasons], decision.PolicyVersion)
            : decision;

    private static RefundDecision Denied(DecisionReason reason) => RefundDecision.Create(RefundVerdict.Denied, [reason]);
}
