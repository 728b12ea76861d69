using BillingContext.Payments;

namespace BillingContext.Answers;

/// <summary>One payment as its customer may see it.</summary>
/// <param name="Amount">What was taken.</param>
/// <param name="PaidOn">When (UTC).</param>
/// <param name="Card">Brand and last four digits, as on a receipt; null if it was no card.</param>
/// <param name="IsWithBank">Whether the customer's bank has been asked about it.</param>
/// <param name="Refunds">Where its refunds are, the newest first.</param>
public sealed record CustomerPayment(Money Amount, DateTimeOffset PaidOn, string? Card, bool IsWithBank, IReadOnlyList<CustomerRefund> Refunds)
{
    internal static CustomerPayment Of(Payment payment, DateTimeOffset now) => new(
        payment.Status == PaymentStatus.Processing ? payment.Amount : payment.Captured,
        payment.ChargedAt ?? payment.CreatedAt,
        payment.Card is { } card ? $"{card.Brand} {card.LastFour}".Trim() : null,
        payment.IsDisputed,
        [.. RefundTimeline.Of(payment, now).Select(timeline => new CustomerRefund(timeline.Refund.Amount, timeline.Refund.CreatedAt, timeline.Stage, timeline.Expected?.Earliest, timeline.Expected?.Latest, timeline.Refund.Reference?.Value))]);

    /// <summary>The amount and the day.</summary>
    public override string ToString() => $"{Amount} on {PaidOn:yyyy-MM-dd}";
}
