using System.Globalization;
using BillingContext.Internal;

namespace BillingContext.Refunds.Internal;

/// <summary>The two fingerprints of a request: the idempotency key Stripe sees, and the parameters it must not be reused with.</summary>
internal static class RefundKeys
{
    /// <summary>The key of a refund request: from account, mode, operation and request id, so it is the same after any crash, and never from an amount.</summary>
    internal static string IdempotencyKey(StripeScope scope, string requestId) =>
        RequestKeys.IdempotencyKey("refund", scope, requestId);

    /// <summary>What the request id was used for. The actor is not part of it: a colleague may retry.</summary>
    internal static string Parameters(RefundRequest request) => RequestKeys.Hash(
        request.Customer.Scope.ToString(),
        request.Customer.Customer?.Value ?? "",
        request.Customer.Payment?.Value ?? "",
        request.Payment.Value,
        request.Amount is { } amount ? string.Create(CultureInfo.InvariantCulture, $"{amount.MinorUnits} {amount.Currency}") : "all",
        request.Reason.ToString());
}
