using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>An ISO 4217 currency, with Stripe's rules for writing amounts in it. <c>default</c> is <c>XXX</c>, "no currency".</summary>
/// <remarks>Rules: https://docs.stripe.com/currencies#zero-decimal and #special-cases.</remarks>
[JsonConverter(typeof(Json))]
public readonly record struct CurrencyCode
{
    private const int Bits = 5;
    private const int NoCurrency = (('X' - 'A') << (2 * Bits)) | (('X' - 'A') << Bits) | ('X' - 'A');

    private static readonly FrozenSet<CurrencyCode> ZeroDecimal = Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF");
    private static readonly FrozenSet<CurrencyCode> ThreeDecimal = Set("BHD JOD KWD OMR TND");

    // Written with two decimals although they have none, so only whole hundreds are valid.
    private static readonly FrozenSet<CurrencyCode> WholeUnitsOnly = Set("ISK UGX");

    // Three letters in five bits each, stored so that 0 is XXX.
    private readonly int letters;

    /// <param name="code">Three ASCII letters in either case, such as <c>usd</c>.</param>
    /// <exception cref="ArgumentException">The text is not three letters.</exception>
    public CurrencyCode(string code)
        : this(Pack(code) ?? throw new ArgumentException($"'{code}' is not a currency: expected three letters such as USD.", nameof(code)))
    {
    }

    private CurrencyCode(int packed) => letters = packed ^ NoCurrency;

    /// <summary>How many decimals Stripe's integer amounts carry: 0, 2 or 3.</summary>
    public int MinorUnitDigits => ZeroDecimal.Contains(this) ? 0 : ThreeDecimal.Contains(this) ? 3 : 2;

    /// <summary>Stripe takes only multiples of this many minor units: 1, or 100 for ISK and UGX, or 10 for three-decimal currencies.</summary>
    public int SmallestStep => WholeUnitsOnly.Contains(this) ? 100 : ThreeDecimal.Contains(this) ? 10 : 1;

    /// <summary>Reads a currency without throwing.</summary>
    /// <returns>Whether <paramref name="code"/> is three ASCII letters.</returns>
    public static bool TryParse([NotNullWhen(true)] string? code, out CurrencyCode currency)
    {
        var packed = Pack(code);
        currency = packed is { } value ? new CurrencyCode(value) : default;
        return packed is not null;
    }

    /// <summary>The code in upper case, such as <c>USD</c>.</summary>
    public override string ToString() => string.Create(3, letters ^ NoCurrency, static (span, packed) =>
    {
        for (var i = 2; i >= 0; i--, packed >>= Bits)
        {
            span[i] = (char)('A' + (packed & ((1 << Bits) - 1)));
        }
    });

    private static int? Pack(string? code)
    {
        if (code is not { Length: 3 })
        {
            return null;
        }

        var packed = 0;
        foreach (var letter in code)
        {
            if (!char.IsAsciiLetter(letter))
            {
                return null;
            }

            packed = (packed << Bits) | ((letter | 0x20) - 'a');
        }

        return packed;
    }

    private static FrozenSet<CurrencyCode> Set(string codes) =>
        codes.Split(' ').Select(code => new CurrencyCode(code)).ToFrozenSet();

    internal sealed class Json() : TextJsonConverter<CurrencyCode>(text => new CurrencyCode(text), value => value.ToString());
}
