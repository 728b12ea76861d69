namespace BillingContext.Payments.Internal.References;

/// <summary>Finds the payments a reference fits, and ranks them. Pure.</summary>
internal static class PaymentMatching
{
    /// <summary>Shorter lines of a statement are in too many sentences by chance.</summary>
    private const int ShortestDescriptor = 5;

    internal static IReadOnlyList<PaymentMatch> Of(IEnumerable<Payment> payments, IReadOnlyList<Invoice> invoices, PaymentReference reference, IReadOnlyList<string> orderKeys) =>
    [
        .. payments
            .DistinctBy(payment => payment.Id)
            .Select(payment => new PaymentMatch(payment, ReasonsOf(payment, invoices, reference, orderKeys)))
            .Where(match => match.Reasons.Count > 0)

            // What is named comes first; then more reasons, then the stronger, then the newer.
            .OrderByDescending(match => match.IsNamed)
            .ThenByDescending(match => match.Reasons.Count)
            .ThenByDescending(match => match.Reasons[0])
            .ThenByDescending(match => match.Payment.ChargedAt ?? match.Payment.CreatedAt)
            .ThenBy(match => match.Payment.Id.Value, StringComparer.Ordinal),
    ];

    private static List<MatchReason> ReasonsOf(Payment payment, IReadOnlyList<Invoice> invoices, PaymentReference reference, IReadOnlyList<string> orderKeys)
    {
        var reasons = new List<MatchReason>();
        Add(MatchReason.PaymentId, reference.Payments.Any(id => id == payment.Id || id.Value == payment.Charge?.Value));
        Add(MatchReason.RefundId, reference.Refunds.Any(id => payment.Refunds.Any(refund => refund.Id == id)));
        Add(MatchReason.OrderReference, Orders(payment, orderKeys).Any(order => IsAmong(reference.Numbers, order)));
        Add(MatchReason.Invoice, invoices.Any(invoice => invoice.Payments.Contains(payment.Id)
            && ((invoice.Id is { } id && reference.Invoices.Contains(id)) || IsAmong(reference.Numbers, invoice.Number))));
        Add(MatchReason.ReceiptNumber, IsAmong(reference.Numbers, payment.ReceiptNumber));
        Add(MatchReason.Amount, reference.Amounts.Any(amount =>
            amount.Fits(payment.Amount) || (!payment.Captured.IsZero && amount.Fits(payment.Captured)) || (payment.Presented is { } shown && amount.Fits(shown))));

        // Stripe's day is UTC's; the customer's may be the one before or after.
        var day = DateOnly.FromDateTime((payment.ChargedAt ?? payment.CreatedAt).UtcDateTime);
        Add(MatchReason.Day, reference.Days.Any(named => Math.Abs(named.DayNumber - day.DayNumber) <= 1));
        Add(MatchReason.LastFour, payment.Card is { } card && reference.LastFours.Any(four => four == card.LastFour || four == card.WalletLastFour));
        Add(MatchReason.StatementDescriptor, payment.StatementDescriptor is { } line && Letters(line) is { Length: >= ShortestDescriptor } letters && reference.Letters.Contains(letters, StringComparison.Ordinal));
        return reasons;

        void Add(MatchReason reason, bool holds)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }
    }

    private static IEnumerable<string?> Orders(Payment payment, IReadOnlyList<string> orderKeys) =>
        orderKeys.Select(key => payment.Metadata.GetValueOrDefault(key)).Prepend(payment.OrderReference);

    private static bool IsAmong(IReadOnlyList<string> numbers, string? known) =>
        Letters(known ?? "") is { Length: > 0 } letters && numbers.Any(number => Letters(number) == letters);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
