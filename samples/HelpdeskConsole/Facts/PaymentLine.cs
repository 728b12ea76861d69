using BillingContext.Payments;

namespace HelpdeskConsole.Facts;

/// <summary>One payment of the panel.</summary>
/// <param name="Refunded">Null for nothing; see <paramref name="RefundsKnown"/>.</param>
/// <param name="RefundsKnown">Whether the key may read refunds at all.</param>
internal sealed record PaymentLine(
    string Id,
    DateTimeOffset At,
    Amount Amount,
    PaymentStatus Status,
    string StripeStatus,
    string? Declined,
    string? Description,
    string? Method,
    Amount? Refunded,
    bool RefundsKnown,
    string? Dispute,
    string? DisputeReason,
    Uri Link)
{
    internal static PaymentLine Of(Payment payment, DashboardLinks links) => new(
        payment.Id.Value,
        payment.ChargedAt ?? payment.CreatedAt,
        Amount.Of(payment.Amount),
        payment.Status,
        payment.StripeStatus,
        payment.DeclineCode ?? payment.FailureCode,
        payment.Description,
        payment.Card is { } card ? CardWords.Of(card) : payment.MethodType,
        Amount.OfSome(payment.Refunded),
        payment.Refunded is not null,
        payment.Disputes is [var newest, ..] ? newest.StripeStatus : payment.IsDisputed ? "not known" : null,
        payment.Disputes is [{ Reason: var reason }, ..] ? reason : null,
        links.For(payment.Id));
}
