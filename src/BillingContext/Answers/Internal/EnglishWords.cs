namespace BillingContext.Answers.Internal;

/// <summary>English for codes inside sentences, as far as their letters do not say it themselves.</summary>
internal static class EnglishWords
{
    internal static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fact.unknown"] = "(not known)",
        ["billing_reason.subscription_create"] = "start of a subscription",
        ["billing_reason.subscription_cycle"] = "renewal",
        ["billing_reason.subscription_update"] = "change of a subscription",
        ["billing_reason.subscription_threshold"] = "usage threshold",
        ["billing_reason.manual"] = "made by hand",
        ["plans.same"] = "the same plan twice",
        ["plans.any"] = "perhaps different plans",
    };
}
