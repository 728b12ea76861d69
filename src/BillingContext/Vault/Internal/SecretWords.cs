using BillingContext.Internal;

namespace BillingContext.Vault.Internal;

/// <summary>What is said of a secret, and what makes one fit to be kept.</summary>
internal static class SecretWords
{
    private const int Shown = 4;

    internal static string Name(SecretKind kind) => kind switch
    {
        SecretKind.ReadKey => "read key",
        SecretKind.WriteKey => "write key",
        _ => "webhook secret",
    };

    /// <summary>For people to tell secrets apart. A webhook secret may end in anything.</summary>
    internal static string LastFourOf(string secret) => SafeText.Line(secret[^Shown..], Shown);

    /// <summary>What is wrong with it, in words that do not repeat it; null when it will do.</summary>
    internal static string? Describe(SecretKind kind, string? secret) =>
        kind == SecretKind.WebhookSecret ? WebhookSecret.Describe(secret) : StripeApiKey.Describe(secret);
}
