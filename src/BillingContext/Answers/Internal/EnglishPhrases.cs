namespace BillingContext.Answers.Internal;

/// <summary>Our own sentences for every answer, subject by subject.</summary>
internal static class EnglishPhrases
{
    internal static IReadOnlyDictionary<string, AnswerPhrase> All { get; } =
        ChargePhrases.All
            .Concat(RefundPhrases.All)
            .Concat(SubscriptionPhrases.All)
            .Concat(DisputePhrases.All)
            .Concat(IdentityPhrases.All)
            .Concat(ChangePhrases.All)
            .Concat(AuditPhrases.All)
            .ToDictionary(phrase => phrase.Code, phrase => new AnswerPhrase(phrase.ForAgent, phrase.ForCustomer), StringComparer.Ordinal);
}
