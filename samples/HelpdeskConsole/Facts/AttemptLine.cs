using BillingContext.Payments;

namespace HelpdeskConsole.Facts;

/// <summary>One attempt to take money.</summary>
internal sealed record AttemptLine(
    DateTimeOffset At, Amount Amount, string StripeStatus, bool TookMoney, string? Declined, string? Card, string Charge, string Payment, string? Description)
{
    internal static AttemptLine Of(PaymentAttempt attempt, PaymentContext context) => new(
        attempt.CreatedAt,
        Amount.Of(attempt.Amount),
        attempt.StripeStatus,
        attempt is { StripeStatus: "succeeded", IsCaptured: true },
        attempt.DeclineCode ?? attempt.FailureCode,
        attempt.Card is { } card ? CardWords.Of(card) : null,
        attempt.Id.Value,
        attempt.Payment.Value,
        context.Payments.FirstOrDefault(payment => payment.Id == attempt.Payment)?.Description);
}
