namespace BillingContext.Payments.Internal.References;

/// <summary>Reads words one after the other; each is taken for one thing.</summary>
internal static class ReferenceReader
{
    private const int LongestText = 2_000;
    private const int LongestWord = 64;
    private const int MostOfAKind = 10;
    private const string Trimmed = ".,;:!?()[]{}<>\"'“”‘’«»…";

    private static readonly string[] CardWords = ["ending", "ends", "digits", "four", "card"];

    internal static PaymentReference Read(string text, DateOnly today)
    {
        text = text.Length > LongestText ? text[..LongestText] : text;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(Trimmed.ToCharArray())).Where(word => word.Length is > 0 and <= LongestWord).ToArray();
        var found = new Findings();
        for (var at = 0; at < words.Length;)
        {
            at += Math.Max(1, Take(words, at, today, found));
        }

        return new PaymentReference
        {
            Payments = [.. found.Payments.Distinct().Take(MostOfAKind)],
            Invoices = [.. found.Invoices.Distinct().Take(MostOfAKind)],
            Refunds = [.. found.Refunds.Distinct().Take(MostOfAKind)],
            Numbers = [.. found.Numbers.Distinct().Take(MostOfAKind)],
            Amounts = [.. found.Amounts.Distinct().Take(MostOfAKind)],
            Days = [.. found.Days.Distinct().Take(MostOfAKind)],
            LastFours = [.. found.LastFours.Distinct().Take(MostOfAKind)],
            Letters = string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant(),
        };
    }

    /// <summary>How many words were taken; 0 if this one says nothing.</summary>
    private static int Take(ReadOnlySpan<string> words, int at, DateOnly today, Findings found)
    {
        var word = words[at];
        if (TakeId(word, found))
        {
            return 1;
        }

        var masked = word.TrimStart('•', '*', '.', 'x', 'X');
        if (IsFourDigits(masked) && (masked.Length < word.Length || FollowsCard(words, at)))
        {
            found.LastFours.Add(masked);
            return 1;
        }

        if (DayReader.Read(words[at..], today) is { } day)
        {
            found.Days.AddRange(day.Days);
            return day.Words;
        }

        if (AmountReader.Read(words[at..]) is { } amount)
        {
            found.Amounts.Add(amount.Amount);
            return amount.Words;
        }

        var number = word.TrimStart('#');
        if (number.Length >= 2 && number.Any(char.IsAsciiDigit) && number.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '/' or '.'))
        {
            found.Numbers.Add(number);
        }

        return 1;
    }

    private static bool TakeId(string word, Findings found)
    {
        if (word.IndexOf('_') is not 2 || word.Length < 6 || !word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
        {
            return false;
        }

        switch (word[..2])
        {
            case "pi" or "ch" or "py":
                found.Payments.Add(new PaymentId(word));
                return true;
            case "in":
                found.Invoices.Add(new InvoiceId(word));
                return true;
            case "re":
                found.Refunds.Add(new RefundId(word));
                return true;
            default:
                return false;
        }
    }

    private static bool IsFourDigits(string word) => word.Length == 4 && word.All(char.IsAsciiDigit);

    private static bool FollowsCard(ReadOnlySpan<string> words, int at)
    {
        foreach (var before in words[Math.Max(0, at - 3)..at])
        {
            if (CardWords.Contains(before, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Findings
    {
        internal List<PaymentId> Payments { get; } = [];

        internal List<InvoiceId> Invoices { get; } = [];

        internal List<RefundId> Refunds { get; } = [];

        internal List<string> Numbers { get; } = [];

        internal List<MentionedAmount> Amounts { get; } = [];

        internal List<DateOnly> Days { get; } = [];

        internal List<string> LastFours { get; } = [];
    }
}
