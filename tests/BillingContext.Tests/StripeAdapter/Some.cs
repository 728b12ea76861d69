using System.Text.Json;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Objects as Stripe writes them, and what we ask of it.</summary>
internal static class Some
{
    internal const string EmptyList = """{"object":"list","data":[],"has_more":false}""";

    internal const string Refund = """
        {"id":"re_1Nispe2eZvKYlo2Cd31jOCgZ","object":"refund","amount":1999,"charge":"ch_3MmlLrLkdIwHu7ix0snN0B15","created":1692942318,
        "currency":"usd","payment_intent":"pi_3MtwBwLkdIwHu7ix28a3tqPa","status":"succeeded","metadata":{}}
        """;

    internal const string Customer = """{"id":"cus_NffrFeUfNV2Hib","object":"customer","livemode":false,"email":"bo@example.com","created":1680893993}""";

    internal const string PaymentIntent = """
        {"id":"pi_3MtwBwLkdIwHu7ix28a3tqPa","object":"payment_intent","amount":1999,"amount_received":1999,"created":1680800504,"currency":"usd",
        "customer":"cus_NffrFeUfNV2Hib","latest_charge":"ch_3MmlLrLkdIwHu7ix0snN0B15","livemode":false,"status":"succeeded","metadata":{}}
        """;

    internal const string Charge = """
        {"id":"ch_3MmlLrLkdIwHu7ix0snN0B15","object":"charge","amount":1999,"amount_captured":1999,"amount_refunded":0,"captured":true,
        "created":1679090539,"currency":"usd","customer":"cus_NffrFeUfNV2Hib","disputed":false,"livemode":false,
        "payment_intent":"pi_3MtwBwLkdIwHu7ix28a3tqPa","status":"succeeded","metadata":{},"refunds":{"data":[],"has_more":false}}
        """;

    internal static NewRefund NewRefund() => new()
    {
        Payment = The.Payment,
        Amount = The.Amount,
        Reason = RefundReason.RequestedByCustomer,
        Metadata = [new("billingcontext_request_id", "ticket-7.1"), new("billingcontext_merchant", "default")],
    };

    internal static string ListOf(params string[] items) => $$"""{"object":"list","data":[{{string.Join(",", items)}}],"has_more":false}""";

    internal static string PageOf(params string[] items) => $$"""{"object":"list","data":[{{string.Join(",", items)}}],"has_more":true}""";

    internal static string Error(string type, string? code = null, string message = "Something to read.") =>
        JsonSerializer.Serialize(new { error = new { type, code, message } });

    internal static string Denied(string permission) => Error(
        "invalid_request_error",
        message: $"The provided key 'rk_test_***' does not have the required permissions for this endpoint on account 'acct_1032D82eZvKYlo2C'. Having the '{permission}' permission would allow this request to continue.");
}
