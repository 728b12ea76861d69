using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>The content of an error body: https://docs.stripe.com/api/errors</summary>
internal sealed record StripeError(int Status, string Message)
{
    public string Type { get; init; } = "invalid_request_error";

    public string? Code { get; init; }

    public string? Param { get; init; }

    public string? Charge { get; init; }

    public ApprovalRecord? Approval { get; init; }

    /// <summary>False for what Stripe refuses before an endpoint runs: nothing is kept under the idempotency key.</summary>
    public bool Executed { get; init; }

    public static StripeError NoSuch(string noun, string id, string param, int status)
        => new(status, $"No such {noun}: '{id}'") { Code = "resource_missing", Param = param, Executed = true };
}
