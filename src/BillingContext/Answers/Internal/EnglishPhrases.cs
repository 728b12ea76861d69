namespace BillingContext.Answers.Internal;

/// <summary>Our own sentences for every answer, subject by subject.</summary>
internal static class EnglishPhrases
{
    internal static IReadOnlyDictionary<string, AnswerPhrase> All { get; } = new Dictionary<string, AnswerPhrase>(StringComparer.Ordinal)
    {
    };
}
