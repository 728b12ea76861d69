using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BillingContext.Testing;

/// <summary>Signs webhook bodies as Stripe does.</summary>
public static class WebhookSigner
{
    /// <summary>The <c>Stripe-Signature</c> header for <paramref name="body"/>.</summary>
    /// <param name="body">The exact bytes to be delivered.</param>
    /// <param name="secret">The endpoint's secret, <c>whsec_</c> included.</param>
    /// <param name="at">The time of signing.</param>
    public static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(secret);

        return $"t={Seconds(at)},v1={Scheme(body, secret, at)}";
    }

    internal static string Sign(ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset at)
    {
        // One signature per secret while an endpoint's secret is being rolled: https://docs.stripe.com/webhooks#roll-endpoint-secrets
        var header = new StringBuilder("t=").Append(Seconds(at));
        foreach (var secret in secrets)
        {
            header.Append(",v1=").Append(Scheme(body, secret, at));
        }

        return header.ToString();
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Scheme(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        // HMAC-SHA256 over "{t}.{body}", keyed by the secret's text: https://docs.stripe.com/webhooks#verify-manually
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(Seconds(at) + "."));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
