using System.Globalization;

namespace BillingContext.Policies.Internal;

/// <summary>Amounts as a policy writes them: <c>"150.00"</c>.</summary>
internal static class MajorUnits
{
    private const int MaxWholeDigits = 12;

    internal static string Write(Money amount) =>
        amount.MajorUnits.ToString("F" + amount.Currency.MinorUnitDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Reads an amount, or says what is wrong with it.</summary>
    internal static string? Read(string text, CurrencyCode currency, out Money amount)
    {
        amount = default;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var decimals = point < 0 ? "" : text[(point + 1)..];
        if (text.StartsWith('-') && text.Length > 1)
        {
            return $"{Printable.Quote(text)} is negative. An amount is zero or more.";
        }

        if (!IsDigits(whole) || (point >= 0 && !IsDigits(decimals)))
        {
            return $"{Printable.Quote(text)} is not an amount. Write digits and a decimal point, such as \"150.00\": no sign, symbol, exponent or separator.";
        }

        if (whole.Length > MaxWholeDigits)
        {
            return $"{Printable.Quote(text)} is too large. An amount has at most {MaxWholeDigits} digits before the decimal point.";
        }

        if (decimals.Length > currency.MinorUnitDigits)
        {
            return $"{Printable.Quote(text)} has {decimals.Length} decimals, but {currency} has {currency.MinorUnitDigits}.";
        }

        amount = Money.FromMajorUnits(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), currency);
        return null;
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
