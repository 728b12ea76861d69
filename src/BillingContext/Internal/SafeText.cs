namespace BillingContext.Internal;

/// <summary>Makes text from outside fit for a line of a log: no line breaks, no terminal sequences, no direction tricks, bounded.</summary>
internal static class SafeText
{
    internal static string Line(string text, int maxLength)
    {
        var cut = text.Length > maxLength ? string.Concat(text.AsSpan(0, maxLength - 1), "…") : text;
        return cut.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0
            ? cut
            : string.Create(cut.Length, cut, static (line, source) =>
            {
                for (var i = 0; i < line.Length; i++)
                {
                    line[i] = IsSafe(source[i]) ? source[i] : '\uFFFD';
                }
            });
    }

    private static bool IsSafe(char letter) => char.GetUnicodeCategory(letter) is not
        (System.Globalization.UnicodeCategory.Control
        or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator);
}
