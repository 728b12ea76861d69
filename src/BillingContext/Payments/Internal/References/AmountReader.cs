using System.Globalization;

namespace BillingContext.Payments.Internal.References;

/// <summary>Amounts as people write them: <c>$19.99</c>, <c>19,99 €</c>, <c>1.234,50 EUR</c>, <c>20 dollars</c>. A bare whole number is none.</summary>
internal static class AmountReader
{
    private const int MostDigits = 12;

    private static readonly Dictionary<string, string?> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["$"] = null, ["US$"] = "USD", ["CA$"] = "CAD", ["A$"] = "AUD", ["€"] = "EUR", ["£"] = "GBP", ["¥"] = null, ["￥"] = null, ["₹"] = "INR", ["₩"] = "KRW", ["zł"] = "PLN",
        ["dollar"] = null, ["dollars"] = null, ["bucks"] = null, ["euro"] = "EUR", ["euros"] = "EUR", ["pounds"] = "GBP", ["quid"] = "GBP", ["yen"] = "JPY", ["francs"] = "CHF",
    };

    private static readonly HashSet<string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        "USD", "EUR", "GBP", "JPY", "CAD", "AUD", "NZD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "INR", "CNY", "HKD", "TWD", "SGD", "KRW", "THB", "MYR",
        "IDR", "PHP", "VND", "AED", "SAR", "ILS", "ZAR", "MXN", "BRL", "ARS", "CLP", "COP", "PEN", "KWD", "BHD", "OMR", "JOD", "TND", "ISK",
    };

    internal static (MentionedAmount Amount, int Words)? Read(ReadOnlySpan<string> words)
    {
        var (word, used) = (words[0], 1);
        string? currency = null;
        var isMarked = false;

        // A sign or a code of its own before the number.
        if (words.Length > 1 && Mark(word, out currency))
        {
            (word, used, isMarked) = (words[1], 2, true);
        }

        var digits = word.Trim();
        var start = digits.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return null;
        }

        var end = digits.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        foreach (var attached in (string[])[digits[..start], digits[end..]])
        {
            if (attached.Length > 0)
            {
                if (!Mark(attached, out var known) || isMarked)
                {
                    return null;
                }

                (currency, isMarked) = (known, true);
            }
        }

        if (Number(digits[start..end], out var hasDecimals) is not { } value)
        {
            return null;
        }

        if (!isMarked && words.Length > used && Mark(words[used], out currency))
        {
            (used, isMarked) = (used + 1, true);
        }

        return isMarked || hasDecimals
            ? (new MentionedAmount(value, currency is null ? null : new CurrencyCode(currency)), used)
            : null;
    }

    private static bool Mark(string word, out string? currency)
    {
        if (Signs.TryGetValue(word, out currency))
        {
            return true;
        }

        currency = Codes.Contains(word) ? word : null;
        return currency is not null;
    }

    /// <summary>The last of two different separators, and one before one or two digits, is the decimal one; before three it parts thousands.</summary>
    private static decimal? Number(string text, out bool hasDecimals)
    {
        hasDecimals = false;
        if (text.Count(char.IsAsciiDigit) > MostDigits || text.Any(letter => !char.IsAsciiDigit(letter) && letter is not ('.' or ',' or '\'' or '’')))
        {
            return null;
        }

        var last = text.LastIndexOfAny(['.', ',']);
        var behind = last < 0 ? 0 : text.Length - last - 1;
        hasDecimals = behind is 1 or 2 || (behind == 3 && text.IndexOfAny(['.', ',']) is var first && first < last && text[first] != text[last]);
        if (hasDecimals && text[..last].Contains(text[last], StringComparison.Ordinal))
        {
            // 1.2.34 is no number, and may be a date.
            return null;
        }

        var whole = string.Concat((hasDecimals ? text[..last] : text).Where(char.IsAsciiDigit));
        var plain = hasDecimals ? $"{whole}.{text[(last + 1)..]}" : whole;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
