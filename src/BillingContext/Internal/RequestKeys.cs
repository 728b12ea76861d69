using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BillingContext.Internal;

/// <summary>Fingerprints of requests.</summary>
internal static class RequestKeys
{
    /// <summary>The key of a request: from account, mode, operation and request id, so it is the same after any crash, and never from an amount.</summary>
    internal static string IdempotencyKey(string operation, StripeScope scope, string requestId) =>
        $"bc_{operation}_" + Hash(operation, scope.Merchant.Value, scope.Account?.Value ?? "", scope.Livemode ? "live" : "test", requestId);

    internal static string Hash(params ReadOnlySpan<string> parts)
    {
        // Each part with its length, so that no two lists of parts read alike.
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part};");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
