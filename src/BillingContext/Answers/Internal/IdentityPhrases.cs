namespace BillingContext.Answers.Internal;

/// <summary>Sentences about who is asking.</summary>
internal static class IdentityPhrases
{
    internal static readonly (string Code, string ForAgent, string ForCustomer)[] All =
    [
        ("identity.verified", "The identity is verified.", "Thank you, we know who you are."),
        ("identity.not_verified",
            "The identity is not verified: nothing of the account may be told, not even whether there is one.",
            "Before we can talk about payments we need to know that it is you. Please sign in to your account, or ask a colleague to verify you."),
    ];
}
