using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts</summary>
internal static class AmountRules
{
    private const long Maximum = 99_999_999;

    /// <summary>Case does not matter: https://docs.stripe.com/currencies</summary>
    public static StripeError? RefusesCurrency(string text, string param, out string currency)
    {
        currency = text.ToLowerInvariant();
        return Currencies.IsKnown(currency)
            ? null
            : new StripeError(400, $"Invalid currency: {currency}. See https://docs.stripe.com/currencies for those supported.")
            { Param = param };
    }

    public static StripeError? Refuses(long amount, string currency)
    {
        var minimum = Currencies.Minimum(currency);
        if (amount < minimum)
        {
            return Refusal($"Amount must be at least {Currencies.Print(minimum, currency)} {currency}", "amount_too_small");
        }

        return amount > Maximum
            ? Refusal($"Amount must be no more than {Currencies.Print(Maximum, currency)}", "amount_too_large")
            : RefusesUnits(amount, currency);
    }

    public static StripeError? RefusesUnits(long amount, string currency)
    {
        if (Currencies.IsWholeUnitsOnly(currency) && amount % 100 != 0)
        {
            return Refusal(
                $"Invalid amount: {currency} has no decimals; the amount must be a multiple of 100.",
                "invalid_charge_amount_no_decimal_compatible");
        }

        return Currencies.IsThreeDecimal(currency) && amount % 10 != 0
            ? Refusal($"Invalid amount: the last digit must be 0 in {currency}.", code: null)
            : null;
    }

    private static StripeError Refusal(string message, string? code)
        => new(400, message) { Code = code, Param = "amount", Executed = true };
}
