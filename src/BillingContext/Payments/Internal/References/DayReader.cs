using System.Globalization;

namespace BillingContext.Payments.Internal.References;

/// <summary>Days as people write them in English, and numbers in either order. A day without a year is the latest that is not to come.</summary>
internal static class DayReader
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    internal static (IReadOnlyList<DateOnly> Days, int Words)? Read(ReadOnlySpan<string> words, DateOnly today)
    {
        var first = words[0].ToLowerInvariant();
        switch (first)
        {
            case "today":
                return ([today], 1);
            case "yesterday":
                return ([today.AddDays(-1)], 1);
            case "last" or "on" or "this" when words.Length > 1 && WeekDay(words[1]) is { } named:
                return ([Latest(named, today)], 2);
        }

        if (WeekDay(first) is { } day)
        {
            return ([Latest(day, today)], 1);
        }

        if (words.Length > 2 && words[2].Equals("ago", StringComparison.OrdinalIgnoreCase) && Count(first) is { } count && Span(words[1]) is { } span)
        {
            return ([today.AddDays(-count * span)], 3);
        }

        return Numeric(first, today) ?? Named(words, today);
    }

    /// <summary>2026-11-09, 09/11/2026, 9.11., 11/9: with two readings where both are days.</summary>
    private static (IReadOnlyList<DateOnly> Days, int Words)? Numeric(string word, DateOnly today)
    {
        var separator = word.FirstOrDefault(letter => letter is '/' or '.' or '-');
        var parts = separator == default ? [] : word.TrimEnd('.').Split(separator);
        if (parts.Length is < 2 or > 3 || !parts.All(part => part.Length is > 0 and <= 4 && part.All(char.IsAsciiDigit)))
        {
            return null;
        }

        var numbers = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        if (parts is [{ Length: 4 }, _, _])
        {
            return Date(numbers[0], numbers[1], numbers[2]) is { } iso ? ([iso], 1) : null;
        }

        // Two numbers are a day only with a slash, or with the dot of a day behind: 19.99 is an amount, and 10-42 a number.
        if (parts.Any(part => part.Length > 2 && part != parts[^1]) || (parts.Length == 2 && separator != '/' && !word.EndsWith('.')) || (parts.Length == 3 && parts[2].Length is not (2 or 4)))
        {
            return null;
        }

        int? year = parts.Length == 3 ? numbers[2] + (parts[2].Length == 2 ? 2000 : 0) : null;
        DateOnly?[] readings = separator == '.'
            ? [In(year, numbers[1], numbers[0], today)]
            : [In(year, numbers[0], numbers[1], today), In(year, numbers[1], numbers[0], today)];
        var days = readings.OfType<DateOnly>().Distinct().ToArray();
        return days.Length > 0 ? (days, 1) : null;
    }

    /// <summary>Nov 9, 9 November 2026, the 9th of November.</summary>
    private static (IReadOnlyList<DateOnly> Days, int Words)? Named(ReadOnlySpan<string> words, DateOnly today)
    {
        if (words.Length < 2)
        {
            return null;
        }

        var at = 0;
        int? month, day;
        if (Month(words[0]) is { } leading)
        {
            (month, day, at) = (leading, DayOfMonth(words[1]), 2);
        }
        else
        {
            day = DayOfMonth(words[0]);
            at = words.Length > 2 && words[1].Equals("of", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
            month = Month(words[at]);
            at++;
        }

        if (month is null || day is null)
        {
            return null;
        }

        int? year = null;
        if (words.Length > at && words[at] is { Length: 4 } text && text.All(char.IsAsciiDigit) && text.StartsWith("20", StringComparison.Ordinal))
        {
            (year, at) = (int.Parse(text, CultureInfo.InvariantCulture), at + 1);
        }

        return In(year, month.Value, day.Value, today) is { } date ? ([date], at) : null;
    }

    private static DateOnly? In(int? year, int month, int day, DateOnly today)
    {
        if (year is not null)
        {
            return Date(year.Value, month, day);
        }

        // A leap day may be four years back.
        for (var back = 0; back < 5; back++)
        {
            if (Date(today.Year - back, month, day) is { } date && date <= today.AddDays(1))
            {
                return date;
            }
        }

        return null;
    }

    private static DateOnly? Date(int year, int month, int day) =>
        year is >= 2000 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int? Month(string word)
    {
        var lower = word.ToLowerInvariant();
        var at = Array.FindIndex(Months, month => lower == month || (lower.Length >= 3 && lower.Length <= 4 && month.StartsWith(lower, StringComparison.Ordinal)));
        return at < 0 ? null : at + 1;
    }

    private static int? DayOfMonth(string word)
    {
        var digits = word.ToLowerInvariant() is var lower && lower.Length > 2 && lower[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        return digits.Length is 1 or 2 && digits.All(char.IsAsciiDigit) ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
    }

    private static DayOfWeek? WeekDay(string word) => word.Length >= 6 && Enum.TryParse<DayOfWeek>(word, ignoreCase: true, out var day) && !char.IsAsciiDigit(word[0]) ? day : null;

    private static DateOnly Latest(DayOfWeek day, DateOnly today)
    {
        var back = ((int)today.DayOfWeek - (int)day + 7) % 7;
        return today.AddDays(-(back == 0 ? 7 : back));
    }

    private static int? Count(string word) => word switch
    {
        "a" or "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        _ => word.Length <= 3 && word.All(char.IsAsciiDigit) ? int.Parse(word, CultureInfo.InvariantCulture) : null,
    };

    private static int? Span(string word) => word.ToLowerInvariant() switch
    {
        "day" or "days" => 1,
        "week" or "weeks" => 7,
        "month" or "months" => 30,
        _ => null,
    };
}
