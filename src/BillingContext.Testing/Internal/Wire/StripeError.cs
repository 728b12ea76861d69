using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>The content of an error body: https://docs.stripe.com/api/errors</summary>
internal sealed record StripeError(int Status, string Message)
{
    public string Type { get; init; } = "invalid_request_error";

    public string? Code { get; init; }

    /// <summary>Whether the code has a place in https://docs.stripe.com/error-codes</summary>
    public bool Documented { get; init; } = true;

    public string? Param { get; init; }

    public string? Charge { get; init; }

    public string? DeclineCode { get; init; }

    /// <summary>The payment intent as the error leaves it: https://docs.stripe.com/api/errors#errors-payment_intent</summary>
    public PaymentIntentRecord? PaymentIntent { get; init; }

    public ApprovalRecord? Approval { get; init; }

    /// <summary>False for what Stripe refuses before an endpoint runs: nothing is kept under the idempotency key.</summary>
    public bool Executed { get; init; }

    public static StripeError Missing(string param)
        => new(400, $"Missing required param: {param}.") { Code = "parameter_missing", Param = param };

    /// <summary>A card that was refused: https://docs.stripe.com/declines</summary>
    public static StripeError Card(PaymentFailure failure, PaymentIntentRecord? intent) => new(402, failure.Message)
    {
        Type = "card_error",
        Code = failure.Code,
        DeclineCode = failure.DeclineCode,
        Charge = failure.Charge,
        PaymentIntent = intent,
        Executed = true,
    };

    public static StripeError NoSuch(string noun, string id, string param, int status)
        => new(status, $"No such {noun}: '{id}'") { Code = "resource_missing", Param = param, Executed = true };
}
