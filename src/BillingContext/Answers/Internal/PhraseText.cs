using System.Text;

namespace BillingContext.Answers.Internal;

/// <summary>Templates with names in braces. What is filled in is never read as a template again.</summary>
internal static class PhraseText
{
    internal static IReadOnlyList<string> NamesIn(string template)
    {
        var names = new List<string>();
        Fill(template, name =>
        {
            names.Add(name);
            return "";
        });
        return names;
    }

    /// <exception cref="ArgumentException">A brace is not closed.</exception>
    internal static string Fill(string template, Func<string, string> valueOf)
    {
        var text = new StringBuilder(template.Length * 2);
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            if (open < 0)
            {
                return text.Append(template, at, template.Length - at).ToString();
            }

            var close = template.IndexOf('}', open);
            if (close < 0)
            {
                throw new ArgumentException($"A brace is not closed in '{template}'.", nameof(template));
            }

            text.Append(template, at, open - at).Append(valueOf(template[(open + 1)..close]));
            at = close + 1;
        }

        return text.ToString();
    }
}
