using System.Globalization;
using System.Text.RegularExpressions;

namespace BillingContext.Answers.Internal;

/// <summary>Amounts and days as people of a culture write them.</summary>
internal static partial class CultureText
{
    private const int CodeBeforeNumber = 2;
    private const int CodeAfterNumber = 3;

    /// <summary>With the culture's symbol where it is the currency of its country, else with the code: a bare $ says little in Canada.</summary>
    internal static string Of(Money amount, CultureInfo culture)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencyDecimalDigits = amount.Currency.MinorUnitDigits;
        if (CurrencyOf(culture) != amount.Currency)
        {
            format.CurrencySymbol = amount.Currency.ToString();
            format.CurrencyPositivePattern = format.CurrencyPositivePattern is 0 or 2 ? CodeBeforeNumber : CodeAfterNumber;
            format.CurrencyNegativePattern = format.CurrencyPositivePattern == CodeBeforeNumber ? 12 : 8;
        }

        return amount.MajorUnits.ToString("C", format);
    }

    /// <summary>In full, so that nobody takes a month for a day, but without the day of the week.</summary>
    internal static string Of(DateOnly day, CultureInfo culture)
    {
        var format = FormatFor(day, culture);
        return day.ToString(DayOfWeek().Replace(format.LongDatePattern, " ").Trim(), format);
    }

    /// <summary>Day, time to the second, and how far from UTC that is: without it an hour of every autumn would be two.</summary>
    internal static string Of(DateTimeOffset local, CultureInfo culture) =>
        $"{Of(DateOnly.FromDateTime(local.Date), culture)}, {local.ToString(culture.DateTimeFormat.LongTimePattern, culture)} "
        + (local.Offset == TimeSpan.Zero ? "UTC" : local.ToString("'UTC'zzz", CultureInfo.InvariantCulture));

    /// <summary>
    /// In the culture's calendar or, of a day beyond it, in the Gregorian one, whose names of months tell that it is: Umm al-Qura ends in 2077, the
    /// Hebrew calendar in 2239, and Japan's begins in 1868.
    /// </summary>
    private static DateTimeFormatInfo FormatFor(DateOnly day, CultureInfo culture)
    {
        var format = culture.DateTimeFormat;
        if (day >= DateOnly.FromDateTime(format.Calendar.MinSupportedDateTime) && day <= DateOnly.FromDateTime(format.Calendar.MaxSupportedDateTime))
        {
            return format;
        }

        var gregorian = culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault();
        if (gregorian is null)
        {
            return CultureInfo.InvariantCulture.DateTimeFormat;
        }

        format = (DateTimeFormatInfo)format.Clone();
        format.Calendar = gregorian;
        return format;
    }

    private static CurrencyCode? CurrencyOf(CultureInfo culture)
    {
        if (culture.IsNeutralCulture || culture.Equals(CultureInfo.InvariantCulture))
        {
            return null;
        }

        return CurrencyCode.TryParse(new RegionInfo(culture.Name).ISOCurrencySymbol, out var currency) ? currency : null;
    }

    [GeneratedRegex(@"[,،\s]*dddd[,،\s]*", RegexOptions.CultureInvariant)]
    private static partial Regex DayOfWeek();
}
