using System.Collections.Frozen;
using System.Globalization;

namespace BillingContext.Testing.Internal;

/// <summary>How many of the smallest unit make one, and how Stripe prints it: https://docs.stripe.com/currencies</summary>
internal static class Currencies
{
    private static readonly HashSet<string> ZeroDecimal =
        ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"];

    private static readonly HashSet<string> ThreeDecimal = ["bhd", "jod", "kwd", "omr", "tnd"];

    /// <summary>https://docs.stripe.com/currencies#presentment-currencies</summary>
    private static readonly FrozenSet<string> Presentment = (
        "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop " +
        "crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes " +
        "kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd " +
        "omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd " +
        "tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string currency) => Presentment.Contains(currency);

    /// <summary>In the smallest unit: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts</summary>
    public static long Minimum(string currency) => currency switch
    {
        "usd" or "aud" or "brl" or "cad" or "chf" or "eur" or "inr" or "nzd" or "sgd" or "jpy" => 50,
        "gbp" => 30,
        "bgn" => 100,
        "aed" or "myr" or "pln" or "ron" => 200,
        "dkk" => 250,
        "nok" or "sek" => 300,
        "hkd" => 400,
        "mxn" or "thb" => 1000,
        "czk" => 1500,
        "huf" => 17_500,
        _ => 1,
    };

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
