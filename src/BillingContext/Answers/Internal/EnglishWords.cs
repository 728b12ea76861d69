namespace BillingContext.Answers.Internal;

/// <summary>English for codes inside sentences, as far as their letters do not say it themselves.</summary>
internal static class EnglishWords
{
    internal static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fact.unknown"] = "(not known)",
    };
}
