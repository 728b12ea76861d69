using System.Collections.Frozen;

namespace BillingContext.Policies.Internal;

/// <summary>The currencies of ISO 4217 that people pay in, and the ones Stripe still writes under an older code.</summary>
/// <remarks>A slip of the pen ("uds") would otherwise be a threshold that never applies.</remarks>
internal static class KnownCurrencies
{
    private static readonly FrozenSet<CurrencyCode> All = (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC "
        + "CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD "
        + "JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN "
        + "NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP "
        + "STD STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG")
        .Split(' ').Select(code => new CurrencyCode(code)).ToFrozenSet();

    internal static bool Contains(CurrencyCode currency) => All.Contains(currency);
}
