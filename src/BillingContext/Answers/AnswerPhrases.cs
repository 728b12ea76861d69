using System.Collections.Frozen;
using BillingContext.Answers.Internal;
using BillingContext.Internal;

namespace BillingContext.Answers;

/// <summary>The words for every answer in one language. Immutable: start from <see cref="English"/> and replace what should sound otherwise, or bring a whole language.</summary>
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

    /// <summary>A whole language: sentences for every code there is, and words for every code inside sentences.</summary>
    /// <param name="sentences">The sentences, by code. They may leave facts out; a customer's may use only facts that the English one gives a customer.</param>
    /// <param name="words">The words, by code, such as <c>failure_reason.declined</c>; more than the English ones are welcome.</param>
    /// <exception cref="ArgumentException"><see cref="Check"/> finds something: all of it is in the message.</exception>
    public static AnswerPhrases ForLanguage(IReadOnlyDictionary<string, AnswerPhrase> sentences, IReadOnlyDictionary<string, string> words)
    {
        var problems = Check(sentences, words);
        return problems.Count == 0
            ? new AnswerPhrases(sentences.ToFrozenDictionary(StringComparer.Ordinal), words.ToFrozenDictionary(StringComparer.Ordinal))
            : throw new ArgumentException($"The phrases are no whole language, for {problems.Count} reasons:\n{string.Join('\n', problems)}", nameof(sentences));
    }

    /// <summary>
    /// What keeps phrases from being a whole language: codes without sentences or words, codes that are none, facts that an answer does not have or
    /// may not tell a customer, braces that are not closed. Empty if nothing does. For a host's tests, and with nothing in them a list to translate.
    /// </summary>
    /// <param name="sentences">The sentences, by code.</param>
    /// <param name="words">The words, by code.</param>
    public static IReadOnlyList<AnswerPhraseProblem> Check(IReadOnlyDictionary<string, AnswerPhrase> sentences, IReadOnlyDictionary<string, string> words)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(words);
        return [.. PhraseCheck.OfLanguage(sentences, words)];
    }

    /// <summary>The sentences for a code.</summary>
    /// <exception cref="ArgumentException">There is no answer of this code.</exception>
    public AnswerPhrase this[string code] => phrases.TryGetValue(code, out var phrase)
        ? phrase
        : throw new ArgumentException($"There is no answer '{code}'. The codes are in docs/answers.md.", nameof(code));

    /// <summary>These phrases, with other sentences for one code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="phrase">The sentences. They may leave facts out; the customer's may use only facts that the English one gives a customer.</param>
    /// <exception cref="ArgumentException">There is no such code, a sentence is empty, a brace is not closed, or a fact is named that this answer does not have.</exception>
    public AnswerPhrases With(string code, AnswerPhrase phrase)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        if (PhraseCheck.Of(English[code], phrase).FirstOrDefault() is { } problem)
        {
            throw new ArgumentException($"{code}: {problem}", nameof(phrase));
        }

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
}
