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
    Uri Link)
{
    internal static PaymentLine Of(Payment payment, DashboardLinks links) => new(
        payment.Id.Value,
        payment.ChargedAt ?? payment.CreatedAt,
        Amount.Of(payment.Amount),
        payment.Status,
        payment.StripeStatus,
        payment.FailureCode,
        payment.Description,
        payment.Card is { } card ? CardWords.Of(card) : payment.MethodType,
        Amount.OfSome(payment.Refunded),
        payment.Refunded is not null,
        DisputeOf(payment),
        links.For(payment.Id));

    private static string? DisputeOf(Payment payment) => payment switch
    {
        { Disputes: [var newest, ..] } => newest.Reason is { } reason ? $"{newest.StripeStatus}: {reason}" : newest.StripeStatus,
        { IsDisputed: true } => "disputed",
        _ => null,
    };
}
