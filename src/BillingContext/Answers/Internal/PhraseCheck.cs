namespace BillingContext.Answers.Internal;

/// <summary>Finds what is wrong with phrases: in one of them, and in a whole language.</summary>
internal static class PhraseCheck
{
    /// <summary>A whole language, in the order of the codes: what is missing, what nobody says, and what is wrong with the rest.</summary>
    internal static IEnumerable<AnswerPhraseProblem> OfLanguage(IReadOnlyDictionary<string, AnswerPhrase> sentences, IReadOnlyDictionary<string, string> words)
    {
        foreach (var code in EnglishPhrases.All.Keys.Concat(sentences.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            var problems = (EnglishPhrases.All.GetValueOrDefault(code), sentences.GetValueOrDefault(code)) switch
            {
                (null, _) => ["There is no such answer."],
                ({ } english, null) => [$"It is missing. In English: '{english.ForAgent}' and for the customer '{english.ForCustomer}'"],
                ({ } english, { } phrase) => Of(english, phrase),
            };
            foreach (var message in problems)
            {
                yield return new AnswerPhraseProblem(code, message);
            }
        }

        // More words than ours are welcome: Stripe has more of them than we know.
        foreach (var code in EnglishWords.All.Keys.Concat(words.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            if (!words.TryGetValue(code, out var text))
            {
                yield return new AnswerPhraseProblem(code, $"It is missing. In English: '{EnglishWords.All[code]}'");
            }
            else if (string.IsNullOrWhiteSpace(text))
            {
                yield return new AnswerPhraseProblem(code, "It is empty.");
            }
        }
    }

    /// <summary>The two sentences for one answer. The customer's may name only what the English one tells a customer.</summary>
    internal static IEnumerable<string> Of(AnswerPhrase english, AnswerPhrase phrase)
    {
        var forCustomer = PhraseText.NamesIn(english.ForCustomer);
        return Of(nameof(phrase.ForAgent), phrase.ForAgent, [.. forCustomer, .. PhraseText.NamesIn(english.ForAgent)])
            .Concat(Of(nameof(phrase.ForCustomer), phrase.ForCustomer, forCustomer));
    }

    private static IEnumerable<string> Of(string which, string? sentence, IReadOnlyList<string> allowed)
    {
        if (string.IsNullOrWhiteSpace(sentence))
        {
            return [$"{which} is empty."];
        }

        try
        {
            var names = allowed.Count == 0 ? "nothing" : string.Join(", ", allowed.Distinct().Select(name => $"{{{name}}}"));
            return PhraseText.NamesIn(sentence).Distinct().Where(name => !allowed.Contains(name)).Select(name => $"{which} names {{{name}}}. It can name {names}.");
        }
        catch (ArgumentException)
        {
            return [$"{which} has a brace that is not closed: '{sentence}'"];
        }
    }
}
