namespace BillingContext.Payments;

/// <summary>A payment that may be the one somebody means.</summary>
/// <param name="Payment">The payment; always the customer's own.</param>
/// <param name="Reasons">Why, the strongest first.</param>
public sealed record PaymentMatch(Payment Payment, IReadOnlyList<MatchReason> Reasons)
{
    /// <summary>Whether a number or an id names it, and not only its amount, day or card.</summary>
    public bool IsNamed => Reasons[0] >= MatchReason.ReceiptNumber;

    /// <summary>The payment's id and the reasons.</summary>
    public override string ToString() => $"{Payment.Id}: {string.Join(", ", Reasons)}";
}
