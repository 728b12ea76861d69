using System.Collections.Frozen;
using BillingContext.Answers.Internal;
using BillingContext.Internal;

namespace BillingContext.Answers;

/// <summary>The words for every answer in one language. Immutable: start from <see cref="English"/> and replace what should sound otherwise.</summary>
public sealed class AnswerPhrases
{
    private const int LongestWord = 100;

    private readonly FrozenDictionary<string, AnswerPhrase> phrases;
    private readonly FrozenDictionary<string, string> words;

    private AnswerPhrases(FrozenDictionary<string, AnswerPhrase> phrases, FrozenDictionary<string, string> words) =>
        (this.phrases, this.words) = (phrases, words);

    /// <summary>Our own words.</summary>
    public static AnswerPhrases English { get; } =
        new(EnglishPhrases.All.ToFrozenDictionary(StringComparer.Ordinal), EnglishWords.All.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>The code of every answer there is, in order.</summary>
    public IReadOnlyList<string> Codes => [.. phrases.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The sentences for a code.</summary>
    /// <exception cref="ArgumentException">There is no answer of this code.</exception>
    public AnswerPhrase this[string code] => phrases.TryGetValue(code, out var phrase)
        ? phrase
        : throw new ArgumentException($"There is no answer '{code}'. The codes are in docs/answers.md.", nameof(code));

    /// <summary>These phrases, with other sentences for one code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="phrase">The sentences. They may leave facts out; the customer's may use only facts that the English one gives a customer.</param>
    /// <exception cref="ArgumentException">There is no such code, a brace is not closed, or a fact is named that this answer does not have.</exception>
    public AnswerPhrases With(string code, AnswerPhrase phrase)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        var ours = English[code];
        var forCustomer = PhraseText.NamesIn(ours.ForCustomer);
        Check(code, nameof(phrase.ForCustomer), phrase.ForCustomer, forCustomer);
        Check(code, nameof(phrase.ForAgent), phrase.ForAgent, [.. forCustomer, .. PhraseText.NamesIn(ours.ForAgent)]);
        return new AnswerPhrases(Replace(phrases, code, phrase), words);
    }

    /// <summary>These phrases, with other words for a code such as <c>card.visa</c>.</summary>
    public AnswerPhrases WithWord(string word, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(word);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new AnswerPhrases(phrases, Replace(words, word, text));
    }

    /// <summary>A code in words; one nobody has translated with spaces for its underscores, and without what stands before its dot.</summary>
    /// <param name="word">The code.</param>
    /// <param name="otherwise">What to say instead, if nobody has translated it.</param>
    internal string WordFor(string word, string? otherwise = null) =>
        words.TryGetValue(word, out var text) ? text : otherwise ?? SafeText.Line(word[(word.LastIndexOf('.') + 1)..].Replace('_', ' '), LongestWord);

    /// <summary>Whether there is an answer of this code.</summary>
    internal bool Knows(string code) => phrases.ContainsKey(code);

    private static FrozenDictionary<string, T> Replace<T>(FrozenDictionary<string, T> all, string key, T value) =>
        new Dictionary<string, T>(all) { [key] = value }.ToFrozenDictionary(StringComparer.Ordinal);

    private static void Check(string code, string which, string template, IReadOnlyList<string> allowed)
    {
        if (PhraseText.NamesIn(template).FirstOrDefault(name => !allowed.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"{which} of '{code}' names {{{unknown}}}. It can name {string.Join(", ", allowed.Distinct().Select(name => $"{{{name}}}"))}.");
        }
    }
}
