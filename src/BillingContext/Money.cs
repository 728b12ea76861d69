using System.Globalization;
using System.Text.Json.Serialization;

namespace BillingContext;

/// <summary>An amount as Stripe writes it: an integer of minor units (cents, yen, fils) and its currency. <c>default</c> is 0 XXX.</summary>
/// <remarks>Arithmetic is exact and checked. Two currencies never mix: adding, subtracting or comparing them throws.</remarks>
/// <param name="MinorUnits">The amount in the currency's smallest unit as Stripe counts it: 1999 is $19.99, and 500 is ¥500.</param>
/// <param name="Currency">The currency the amount is in.</param>
public readonly record struct Money(long MinorUnits, CurrencyCode Currency) : IComparable<Money>, IFormattable
{
    private static readonly long[] Scale = [1, 10, 100, 1000];

    /// <summary>Whether the amount is zero, in any currency.</summary>
    [JsonIgnore]
    public bool IsZero => MinorUnits == 0;

    /// <summary>The amount in major units (19.99 for 1999 US cents), for display.</summary>
    [JsonIgnore]
    public decimal MajorUnits => (decimal)MinorUnits / Scale[Currency.MinorUnitDigits];

    /// <summary>Zero in the given currency.</summary>
    public static Money Zero(CurrencyCode currency) => new(0, currency);

    /// <summary>An amount from a currency's code and its minor units: <c>Money.Of("usd", 1999)</c> is $19.99.</summary>
    /// <exception cref="ArgumentException">The code is not three letters.</exception>
    public static Money Of(string currency, long minorUnits) => new(minorUnits, new CurrencyCode(currency));

    /// <summary>An amount from major units, exactly: 19.99 in USD. Nothing is rounded.</summary>
    /// <exception cref="ArgumentException">The amount has more decimals than the currency.</exception>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public static Money FromMajorUnits(decimal amount, CurrencyCode currency)
    {
        var minor = amount * Scale[currency.MinorUnitDigits];
        return decimal.IsInteger(minor)
            ? new Money(decimal.ToInt64(minor), currency)
            : throw new ArgumentException(
                $"{amount.ToString(CultureInfo.InvariantCulture)} has more than {currency.MinorUnitDigits} decimals, which {currency} does not have.",
                nameof(amount));
    }

    /// <summary>Adds two amounts of one currency.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.MinorUnits + left.Same(right)), left.Currency);

    /// <summary>Subtracts two amounts of one currency.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.MinorUnits - left.Same(right)), left.Currency);

    /// <summary>Whether an amount is smaller than another of its currency.</summary>
    public static bool operator <(Money left, Money right) => left.MinorUnits < left.Same(right);

    /// <summary>Whether an amount is greater than another of its currency.</summary>
    public static bool operator >(Money left, Money right) => left.MinorUnits > left.Same(right);

    /// <summary>Whether an amount is at most another of its currency.</summary>
    public static bool operator <=(Money left, Money right) => left.MinorUnits <= left.Same(right);

    /// <summary>Whether an amount is at least another of its currency.</summary>
    public static bool operator >=(Money left, Money right) => left.MinorUnits >= left.Same(right);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other) => MinorUnits.CompareTo(Same(other));

    /// <summary>The amount and the code, the same in every culture: <c>19.99 USD</c>.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <summary>The amount in a culture's digits and separators, and the code: <c>1.234,50 EUR</c>.</summary>
    /// <param name="format">Not used: an amount has one form.</param>
    /// <param name="formatProvider">The culture; the current one if null.</param>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        string.Create(formatProvider, $"{MajorUnits.ToString("N" + Currency.MinorUnitDigits, formatProvider)} {Currency}");

    private long Same(Money other) => other.Currency == Currency
        ? other.MinorUnits
        : throw new InvalidOperationException($"{Currency} and {other.Currency} cannot be added or compared.");
}
