using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Charges;

/// <summary>A payment as a customer's statement may show it, with all that tells it from others.</summary>
internal sealed record ChargeLine(Payment Payment, Invoice? Invoice, Subscription? Subscription, string? Order)
{
    internal PaymentId Id => Payment.Id;

    /// <summary>What was taken, or is being taken.</summary>
    internal Money Amount => Payment.Status == PaymentStatus.Processing ? Payment.Amount : Payment.Captured;

    internal DateTimeOffset At => Payment.ChargedAt ?? Payment.CreatedAt;

    /// <summary>The card, or what stands for it: null where nothing tells one source of money from another.</summary>
    internal string? Card => Payment.Card?.Fingerprint;

    /// <summary>What the merchant wrote beside it; what is blank says nothing.</summary>
    internal string? Description => string.IsNullOrWhiteSpace(Payment.Description) ? null : Payment.Description;

    /// <summary>Whether an invoice that belongs to no subscription asked for it.</summary>
    internal bool IsInvoicedOnce => Invoice is { Subscription: null };

    /// <summary>What asked for it: nothing but a purchase, an invoice, or a subscription.</summary>
    internal int Source => Invoice is null ? 0 : IsInvoicedOnce ? 1 : 2;

    /// <summary>Whether Stripe took money, or is taking it: what failed, was canceled or is only held is none.</summary>
    internal bool IsTaken => Payment.Status == PaymentStatus.Processing || (Payment.Status == PaymentStatus.Succeeded && Payment.Captured.MinorUnits > 0);

    /// <summary>What went back or is on its way: what the charge says, and what its refunds add up to, whichever is more.</summary>
    internal long Returned => Math.Max(
        Payment.Refunded?.MinorUnits ?? 0, (long)Refunds.Aggregate((Int128)0, (sum, refund) => Int128.Clamp(sum + refund.Amount.MinorUnits, long.MinValue, long.MaxValue)));

    internal IEnumerable<Refund> Refunds => Payment.Refunds.Where(refund =>
        refund.Status is not (RefundStatus.Failed or RefundStatus.Canceled) && refund.Amount.Currency == Payment.Captured.Currency);

    internal bool IsReturned => Payment.Captured.MinorUnits > 0 && Returned >= Payment.Captured.MinorUnits;

    /// <summary>Whether a bank decides about it, or gave the money back already: its twin is not to be refunded besides.</summary>
    internal bool IsTheBanks =>
        Payment.Disputes.Any(dispute => dispute.Status is not (DisputeStatus.Won or DisputeStatus.Closed))
        || (Payment.IsDisputed && (Payment.Disputes.Count == 0 || !Payment.DisputesComplete));

    /// <summary>Whether nothing speaks against refunding it as one too many; the guardrails look again when it is done.</summary>
    internal bool MayBeRefunded => Returned == 0 && Payment is
    {
        Status: PaymentStatus.Succeeded,
        IsDisputed: false,
        Disputes.Count: 0,
        IsReportedFraudulent: false,
        FraudWarnings: null or { Count: 0 },
        RefundsComplete: true,
        Refunded: not null,
    };
}
