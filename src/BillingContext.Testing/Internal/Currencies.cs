using System.Globalization;

namespace BillingContext.Testing.Internal;

/// <summary>How many of the smallest unit make one, and how Stripe prints it: https://docs.stripe.com/currencies</summary>
internal static class Currencies
{
    private static readonly HashSet<string> ZeroDecimal =
        ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"];

    private static readonly HashSet<string> ThreeDecimal = ["bhd", "jod", "kwd", "omr", "tnd"];

    /// <summary>Two-decimal for compatibility, but charged in whole units only: https://docs.stripe.com/currencies#special-cases</summary>
    public static bool IsWholeUnitsOnly(string currency) => currency is "isk" or "ugx";

    /// <summary>The last of three digits must be 0: https://docs.stripe.com/currencies#three-decimal</summary>
    public static bool IsThreeDecimal(string currency) => ThreeDecimal.Contains(currency);

    public static string Normalize(string currency)
        => currency is { Length: 3 }
            ? currency.ToLowerInvariant()
            : throw new ArgumentException("A currency has three letters.", nameof(currency));

    public static string Print(long amount, string currency)
    {
        var digits = ZeroDecimal.Contains(currency) ? 0 : IsThreeDecimal(currency) ? 3 : 2;
        var unit = digits switch { 0 => 1m, 2 => 100m, _ => 1000m };
        var number = (amount / unit).ToString("N" + digits, CultureInfo.InvariantCulture);
        return currency switch
        {
            "usd" => "$" + number,
            "eur" => "€" + number,
            "gbp" => "£" + number,
            "jpy" => "¥" + number,
            _ => $"{number} {currency.ToUpperInvariant()}",
        };
    }
}
