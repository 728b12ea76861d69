using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BillingContext.Refunds.Internal;

/// <summary>The two fingerprints of a request: the idempotency key Stripe sees, and the parameters it must not be reused with.</summary>
internal static class RefundKeys
{
    /// <summary>The key of a refund request: from account, mode, operation and request id, so it is the same after any crash, and never from an amount.</summary>
    internal static string IdempotencyKey(StripeScope scope, string requestId) =>
        "bc_refund_" + Hash("refund", scope.Merchant.Value, scope.Account?.Value ?? "", scope.Livemode ? "live" : "test", requestId);

    /// <summary>What the request id was used for. The actor is not part of it: a colleague may retry.</summary>
    internal static string Parameters(RefundRequest request) => Hash(
        request.Customer.Scope.ToString(),
        request.Customer.Customer?.Value ?? "",
        request.Customer.Payment?.Value ?? "",
        request.Payment.Value,
        request.Amount is { } amount ? string.Create(CultureInfo.InvariantCulture, $"{amount.MinorUnits} {amount.Currency}") : "all",
        request.Reason.ToString());

    private static string Hash(params ReadOnlySpan<string> parts)
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
