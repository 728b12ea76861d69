using System.Globalization;
using System.Text;

namespace BillingContext.Internal;

/// <summary>Makes text from outside fit for a line of a log: no line breaks, no terminal sequences, nothing unseen, whole letters, bounded.</summary>
internal static class SafeText
{
    /// <summary>Whether it is fit as it is.</summary>
    internal static bool IsLine(ReadOnlySpan<char> text, int maxLength = int.MaxValue)
    {
        if (text.Length > maxLength)
        {
            return false;
        }

        // Most text is plain; what is not, letter by letter from there.
        var odd = text.IndexOfAnyExceptInRange(' ', '~');
        for (var rest = odd < 0 ? [] : text[odd..]; !rest.IsEmpty;)
        {
            if (!IsSafe(rest, out var length))
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    internal static string Line(string text, int maxLength)
    {
        var cut = text.Length > maxLength ? string.Concat(text.AsSpan(0, maxLength - 1), "…") : text;
        return IsLine(cut)
            ? cut
            : string.Create(cut.Length, cut, static (line, source) =>
            {
                source.CopyTo(line);
                for (var at = 0; at < line.Length;)
                {
                    var isSafe = IsSafe(source.AsSpan(at), out var length);
                    if (!isSafe)
                    {
                        line.Slice(at, length).Fill('\uFFFD');
                    }

                    at += length;
                }
            });
    }

    /// <summary>Whether the first letter is fit, and how long it is: half of a pair of surrogates is none.</summary>
    private static bool IsSafe(ReadOnlySpan<char> text, out int length) =>
        Rune.DecodeFromUtf16(text, out var letter, out length) == System.Buffers.OperationStatus.Done
        && Rune.GetUnicodeCategory(letter) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
