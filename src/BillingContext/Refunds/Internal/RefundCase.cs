using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Storage;

namespace BillingContext.Refunds.Internal;

/// <summary>A request with everything read for it, and the facts that follow: pure.</summary>
internal sealed record RefundCase(RefundRequest Request, MerchantCredentials Merchant, Payment Payment, PaymentLedger Ledger, DateTimeOffset Now)
{
    /// <summary>Longer than any word of Stripe's. The facts are what the audit log keeps, so they are made fit for it before they decide.</summary>
    private const int LongestMethod = 64;

    /// <summary>Who answers for it: the person who approved it, else who asks.</summary>
    internal Actor AnsweredBy => Request.ApprovedBy ?? Request.Actor;

    /// <summary>How much: what is asked for, else all that is left.</summary>
    internal Money Amount => Facts().Amount;

    internal RefundFacts Facts()
    {
        var refunded = (Payment.Refunded ?? Money.Zero(Payment.Captured.Currency)) + Reserved();
        var disputed = Payment.Disputes.Count > 0;
        return new RefundFacts
        {
            Now = Now,
            Scope = Request.Customer.Scope,
            Identity = Request.Customer.Status,
            IsConfirmedByActor = Request.Customer.Status == ResolutionStatus.Confirmed && Request.Customer.ConfirmedBy == Request.Actor,
            Actor = Request.Actor.Kind,
            Amount = Request.Amount ?? AllOf(Payment.Captured - refunded),
            Captured = Payment.Captured,
            Refunded = refunded,
            PaidAt = Payment.ChargedAt ?? Payment.CreatedAt,
            Reason = Request.Reason,
            MethodType = Payment.MethodType is { } method ? SafeText.Line(method, LongestMethod) : null,
            EarlierRefunds = Payment.Refunds.Count(refund => refund.Status is not (RefundStatus.Failed or RefundStatus.Canceled)) + Unseen().Count(),
            PaymentStatus = Payment.Status,
            IsDisputed = Payment.IsDisputed,
            Dispute = disputed ? Payment.Disputes.MaxBy(dispute => Weight(dispute.Status))!.Status : null,
            IsRefundableInDispute = disputed && Payment.Disputes.All(dispute => dispute.IsChargeRefundable),
            LacksConnectDecision = Payment.HasTransfer && Merchant.DestinationChargeRefunds == DestinationChargeRefunds.NeedsPerson,
            IsReportedFraudulent = Payment.IsReportedFraudulent,
            Missing = Missing(),
        };
    }

    /// <summary>The refund that this very request has made already: the store that knew of it may have lost its last commits.</summary>
    internal Refund? Made() => Payment.Refunds.FirstOrDefault(refund => refund.IsOf(Request.Customer.Scope.Merchant, Request.RequestId));

    /// <summary>Our requests on this payment whose money may be leaving, and whose refund Stripe did not show us among the payment's.</summary>
    private IEnumerable<RefundIntent> Unseen() => Ledger.Intents.Where(intent =>
        intent.HoldsMoney
        && intent.RequestId != Request.RequestId
        && !Payment.Refunds.Any(refund => refund.Id == intent.Refund || intent.IsMadeBy(refund)));

    private Money Reserved() => Unseen().Aggregate(Money.Zero(Payment.Captured.Currency), (sum, intent) => sum + intent.Amount);

    /// <summary>All that is left, rounded down to what Stripe takes: an old fractional króna cannot go back.</summary>
    private static Money AllOf(Money remaining) => remaining with { MinorUnits = remaining.MinorUnits - (remaining.MinorUnits % remaining.Currency.SmallestStep) };

    private MissingFacts Missing() =>
        (Payment.Refunded is null ? MissingFacts.Charge : MissingFacts.None)
        | (Payment.RefundsComplete ? MissingFacts.None : MissingFacts.Refunds)
        | (Payment.DisputesComplete ? MissingFacts.None : MissingFacts.Disputes);

    private static int Weight(DisputeStatus status) => status switch
    {
        DisputeStatus.Lost => 4,
        DisputeStatus.Open or DisputeStatus.Unknown => 3,
        DisputeStatus.Inquiry => 2,
        DisputeStatus.Won => 1,
        _ => 0,
    };
}
