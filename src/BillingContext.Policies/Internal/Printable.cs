using System.Globalization;
using System.Text;

namespace BillingContext.Policies.Internal;

/// <summary>Texts from a policy document on their way into a message or a log line.</summary>
internal static class Printable
{
    private const int MaxQuoted = 60;

    /// <summary>Whether every character can be seen: no control characters, no direction marks, no halves of a pair.</summary>
    internal static bool IsPlain(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done || !IsPlain(rune))
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    /// <summary>The text in quotation marks, shortened, with '?' for what cannot be seen.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length > MaxQuoted)
            {
                quoted.Append('…');
                break;
            }

            quoted.Append(IsPlain(rune) ? rune.ToString() : "?");
        }

        return quoted.Append('\'').ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
