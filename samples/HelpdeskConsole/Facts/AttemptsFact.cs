using BillingContext.Payments;

namespace HelpdeskConsole.Facts;

/// <summary>Every attempt to take an amount, oldest first: what "charged twice" is answered from.</summary>
internal sealed record AttemptsFact(IReadOnlyList<AttemptLine> Attempts) : Fact
{
    internal static AttemptsFact Of(PaymentContext context, IEnumerable<PaymentAttempt> attempts) => new(
        [.. attempts.OrderBy(attempt => attempt.CreatedAt).Select(attempt => AttemptLine.Of(attempt, context))]);
}
