using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using Microsoft.Extensions.Options;

namespace BillingContext.Subscriptions.Internal;

/// <summary>Reads what a cancellation depends on, now, and decides: the guardrails, and what <see cref="IRefundService"/> would say to its refund.</summary>
internal sealed class CancellationDecider(
    IStripeAdapter stripe,
    IRefundService refunds,
    IPaymentContextProvider payments,
    IMerchantCredentialsProvider credentials,
    IBillingStore store,
    IOptionsMonitor<BillingContextOptions> options,
    TimeProvider time)
{
    private const string AboveRemaining = "amount.above_remaining";

    /// <summary>Decides about a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="refund">How much a person said yes to; null for what it comes to now.</param>
    internal async Task<CancellationCase> DecideAsync(CancellationRequest request, CancellationToken cancellationToken, Money? refund = null)
    {
        var scope = request.Customer.Scope;
        if (await WhyNotAtAllAsync(request, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return Denied(request, reason);
        }

        // Before the subscription: what is begun from here on changes the ledger, and what ended before shows in the subscription.
        var ledger = await StoreErrors.TranslateAsync(
            store.GetSubscriptionLedgerAsync(scope, request.Subscription, cancellationToken), cancellationToken).ConfigureAwait(false);
        var subscription = await stripe.GetSubscriptionAsync(scope, request.Subscription, cancellationToken).ConfigureAwait(false);
        if (subscription is null || request.Customer.Customer is null || subscription.Customer != request.Customer.Customer)
        {
            return Denied(request, CancellationReasons.NotFound);
        }

        var decision = CancellationGuardrails.Evaluate(request, subscription);
        if (ledger.Cancellations.FirstOrDefault(other => other.IsUnsettled && other.RequestId != request.RequestId) is { } open)
        {
            decision = decision.And(RefundDecision.Create(RefundVerdict.Denied, [new(
                "cancellation.another_open",
                RefundVerdict.Denied,
                $"Request '{open.RequestId}' for this subscription is not settled yet. Ask again with that id, or wait until it is.")]));
        }

        var now = time.GetUtcNow();
        var decided = new CancellationCase(request, decision, now) { Subscription = subscription, Ledger = ledger, Invoice = InvoiceRefund.Of(subscription, now) };
        if (request.Refund != CancellationRefund.None)
        {
            decided = await WithRefundAsync(decided, refund, cancellationToken).ConfigureAwait(false);
        }

        return request.ApprovedBy is { } person ? decided with { Decision = Approved(decided.Decision, person) } : decided;
    }

    /// <summary>Whether a cancellation on record would still be approved, on the subscription as it was just read. Its refund keeps the amount it was given.</summary>
    internal async Task<RefundDecision> DecideAgainAsync(CancellationIntent intent, Subscription subscription)
    {
        var request = RequestOf(intent);
        if (await WhyNotAtAllAsync(request, CancellationToken.None).ConfigureAwait(false) is { } reason)
        {
            return RefundDecision.Create(RefundVerdict.Denied, [reason]);
        }

        var decision = CancellationGuardrails.Evaluate(request, subscription);
        if (RefundOf(intent) is { } refund)
        {
            decision = decision.And(await refunds.EvaluateAsync(refund, CancellationToken.None).ConfigureAwait(false));
        }

        return intent.ApprovedBy is { } person ? Approved(decision, person) : decision;
    }

    /// <summary>A request on record, as it was asked for.</summary>
    internal static CancellationRequest RequestOf(CancellationIntent intent) => new()
    {
        RequestId = intent.RequestId,
        Customer = CustomerOf(intent),
        Subscription = intent.Subscription,
        Kind = intent.Kind,
        Refund = intent.RefundWanted,
        InvoiceNow = intent.InvoiceNow,
        Actor = intent.Actor,
        ApprovedBy = intent.ApprovedBy,
        Ticket = intent.Ticket,
    };

    /// <summary>The refund that belongs to a cancellation on record: the same one however often it is asked for.</summary>
    internal static RefundRequest? RefundOf(CancellationIntent intent) => intent.RefundPayment is not { } payment ? null : new RefundRequest
    {
        RequestId = intent.RefundRequestId,
        Customer = CustomerOf(intent),
        Payment = payment,
        Amount = intent.RefundAmount,
        Actor = intent.Actor,
        ApprovedBy = intent.ApprovedBy,
        Ticket = intent.Ticket,
    };

    /// <summary>A decision after a person's yes: what needed one is approved. What nobody understands nobody can say yes to.</summary>
    private static RefundDecision Approved(RefundDecision decision, Actor person) =>
        decision.Verdict == RefundVerdict.NeedsApproval && !decision.Reasons.Any(CancellationGuardrails.IsUnread)
            ? RefundDecision.Create(RefundVerdict.Approved, [ApprovalAnswer.Given(person), .. decision.Reasons], decision.PolicyVersion)
            : decision;

    private async ValueTask<DecisionReason?> WhyNotAtAllAsync(CancellationRequest request, CancellationToken cancellationToken)
    {
        var merchant = await credentials.GetAsync(request.Customer.Scope.Merchant, cancellationToken).ConfigureAwait(false)
            ?? throw BillingException.UnknownMerchant(request.Customer.Scope.Merchant);
        var guard = await StoreErrors.TranslateAsync(store.GetMerchantGuardAsync(merchant.Merchant, cancellationToken), cancellationToken).ConfigureAwait(false);
        return !(merchant.EnableCancellations ?? options.CurrentValue.EnableCancellations) ? CancellationReasons.Disabled
            : guard.Stop is { } stop && stop.Holds(request.ApprovedBy ?? request.Actor) ? DecisionReason.Stopped(stop)
            : request.Customer.Status is ResolutionStatus.NotFound or ResolutionStatus.Ambiguous ? DecisionReason.Nobody
            : null;
    }

    private async Task<CancellationCase> WithRefundAsync(CancellationCase decided, Money? agreed, CancellationToken cancellationToken)
    {
        var (request, invoice) = (decided.Request, decided.Invoice!);
        var amount = agreed is not null ? agreed : request.Refund == CancellationRefund.Full ? invoice.Paid?.Amount : invoice.Proration?.Amount;
        if (request.Refund == CancellationRefund.Prorated && request.Kind != CancellationKind.Now)
        {
            return With(new DecisionReason("refund.nothing_unused", RefundVerdict.Denied, "Nothing is unused of a period that runs to its end. Cancel now, or refund in full."));
        }

        if (invoice.Paid is not { } paid || amount is not { } wanted)
        {
            return With(invoice.Reason!);
        }

        if (wanted.MinorUnits == 0)
        {
            return With(new DecisionReason("refund.nothing_left", RefundVerdict.Denied, $"Nothing is left of the period to give back: {invoice.Proration}."));
        }

        if (decided.Decision.Verdict == RefundVerdict.Denied)
        {
            return decided;
        }

        var refund = new RefundRequest
        {
            RequestId = CancellationIntent.RefundRequestIdOf(request.RequestId),
            Customer = request.Customer,
            Payment = paid.Payment,
            Amount = wanted,
            Actor = request.Actor,
            ApprovedBy = request.ApprovedBy,
            Ticket = request.Ticket,
        };
        var decision = await refunds.EvaluateAsync(refund, cancellationToken).ConfigureAwait(false);
        if (decision.Reasons.Any(reason => reason.Code == AboveRemaining)
            && await LeftOfAsync(request, paid.Payment, cancellationToken).ConfigureAwait(false) is { MinorUnits: > 0 } left && left < wanted)
        {
            // Some of it went back before: then it is what is left, and never more.
            refund = refund with { Amount = left };
            decision = await refunds.EvaluateAsync(refund, cancellationToken).ConfigureAwait(false);
        }

        return decided with { Refund = refund, Decision = decided.Decision.And(decision) };

        CancellationCase With(DecisionReason reason) =>
            decided with { Decision = decided.Decision.And(RefundDecision.Create(reason.Verdict, [reason])) };
    }

    private async Task<Money?> LeftOfAsync(CancellationRequest request, PaymentId payment, CancellationToken cancellationToken)
    {
        var read = await payments.GetPaymentAsync(request.Customer, payment, cancellationToken).ConfigureAwait(false);
        return read?.Refundable is { } left ? left with { MinorUnits = left.MinorUnits - (left.MinorUnits % left.Currency.SmallestStep) } : null;
    }

    private CancellationCase Denied(CancellationRequest request, DecisionReason reason) =>
        new(request, RefundDecision.Create(RefundVerdict.Denied, [reason]), time.GetUtcNow());

    private static CustomerResolution CustomerOf(CancellationIntent intent) =>
        CustomerResolution.Recorded(intent.Scope, intent.Identity, intent.Customer, null, intent.ConfirmedBy);
}
