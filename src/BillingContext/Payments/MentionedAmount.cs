namespace BillingContext.Payments;

/// <summary>An amount in somebody's words.</summary>
/// <param name="Value">In major units: 19.99.</param>
/// <param name="Currency">The currency, if the words leave no doubt: <c>€</c> does, <c>$</c> does not.</param>
public readonly record struct MentionedAmount(decimal Value, CurrencyCode? Currency)
{
    /// <summary>Whether an amount is this one.</summary>
    public bool Fits(Money amount) => amount.MajorUnits == Value && (Currency is null || Currency == amount.Currency);
}
