using System.Security.Cryptography;
using System.Text;

namespace BillingContext;

/// <summary>A secret (<c>sk_…</c>) or restricted (<c>rk_…</c>) Stripe API key that does not print itself.</summary>
public sealed class StripeApiKey
{
    private readonly string value;

    private StripeApiKey(string value, bool livemode)
    {
        this.value = value;
        Livemode = livemode;
        LastFour = value[^4..];
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 8));
    }

    /// <summary>Whether the key is for live mode.</summary>
    public bool Livemode { get; }

    /// <summary>The last four characters, for people to tell keys apart.</summary>
    public string LastFour { get; }

    /// <summary>Tells two keys apart in memory without holding either; not for display.</summary>
    internal string Fingerprint { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="value">The key as Stripe's dashboard shows it.</param>
    /// <exception cref="ArgumentException">Empty, publishable, of an organization, of neither mode, or not a key; the message never repeats it.</exception>
    public static StripeApiKey Parse(string value) =>
        Describe(value) is { } problem ? throw new ArgumentException(problem, nameof(value)) : new StripeApiKey(value, IsLive(value));

    /// <summary>The key itself, for the one place that sends it.</summary>
    public string Reveal() => value;

    /// <summary>The kind, the mode and the last four characters, such as <c>rk_test_…4242</c>.</summary>
    public override string ToString() => $"{value[..3]}{(Livemode ? "live" : "test")}_…{LastFour}";

    /// <summary>What is wrong with a key, in words that do not repeat it; null when it is one.</summary>
    internal static string? Describe(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return "is empty. Set it to a restricted key (rk_test_… or rk_live_…) from the Stripe dashboard.";
        }

        if (value.StartsWith("pk_", StringComparison.Ordinal))
        {
            return "is a publishable key (pk_…), which cannot read payments. Use a restricted key (rk_…) or a secret key (sk_…).";
        }

        if (value.StartsWith("sk_org_", StringComparison.Ordinal))
        {
            return "is an organization key (sk_org_…), which is not supported. Use a restricted key (rk_…) of the account itself.";
        }

        if (value.StartsWith("whsec_", StringComparison.Ordinal))
        {
            return "is a webhook secret (whsec_…). It belongs in WebhookSecrets; use a restricted key (rk_…) here.";
        }

        var isKey = value.Length is > 12 and <= 255
            && (value.StartsWith("sk_", StringComparison.Ordinal) || value.StartsWith("rk_", StringComparison.Ordinal))
            && (IsLive(value) || value.AsSpan(2).StartsWith("_test_", StringComparison.Ordinal))
            && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
        return isKey ? null : "is not a Stripe API key: expected rk_test_…, rk_live_…, sk_test_… or sk_live_…, without spaces.";
    }

    private static bool IsLive(string value) => value.AsSpan(2).StartsWith("_live_", StringComparison.Ordinal);
}
