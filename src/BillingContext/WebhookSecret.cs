using System.Text;

namespace BillingContext;

/// <summary>The signing secret of one webhook endpoint (<c>whsec_…</c>). It does not print itself.</summary>
public sealed class WebhookSecret
{
    /// <summary>A secret that can be guessed lets anyone forge events: fewer bytes than this are refused.</summary>
    private const int MinimumBytes = 16;
    private const string Prefix = "whsec_";

    private readonly byte[] key;

    private WebhookSecret(string value) => key = Encoding.UTF8.GetBytes(value);

    /// <summary>The HMAC key: the whole secret as it is written, prefix included (https://docs.stripe.com/webhooks#verify-manually).</summary>
    internal ReadOnlySpan<byte> Key => key;

    /// <summary>Reads a secret.</summary>
    /// <param name="value">The secret as Stripe's dashboard or CLI shows it.</param>
    /// <exception cref="ArgumentException">Empty, a bare <c>whsec_</c>, or too short to be safe; the message never repeats it.</exception>
    public static WebhookSecret Parse(string value) =>
        Describe(value) is { } problem ? throw new ArgumentException(problem, nameof(value)) : new WebhookSecret(value);

    /// <summary>Always the same text: a secret has nothing to show.</summary>
    public override string ToString() => "whsec_…";

    /// <summary>What is wrong with a secret, in words that do not repeat it; null when it will do.</summary>
    internal static string? Describe(string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Trim() == Prefix)
        {
            return "is empty. With an empty secret anyone can forge events: copy the endpoint's signing secret (whsec_…) from the Stripe dashboard.";
        }

        if (value.Any(char.IsWhiteSpace))
        {
            return "contains white space. Copy the endpoint's signing secret (whsec_…) as it is.";
        }

        var secret = value.StartsWith(Prefix, StringComparison.Ordinal) ? value.AsSpan(Prefix.Length) : value;
        return Encoding.UTF8.GetByteCount(secret) < MinimumBytes
            ? $"is shorter than {MinimumBytes} bytes, which can be guessed. Copy the endpoint's signing secret (whsec_…) as it is."
            : null;
    }
}
