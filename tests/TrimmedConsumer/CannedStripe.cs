using System.Net;
using System.Security.Cryptography;
using System.Text;
using BillingContext.Webhooks;

namespace TrimmedConsumer;

/// <summary>One customer with one payment, and no network.</summary>
internal sealed class CannedStripe : HttpMessageHandler
{
    private const string Charge = """
        {"id":"ch_1","object":"charge","amount":1999,"amount_captured":1999,"amount_refunded":0,"captured":true,"created":1700000000,"currency":"usd",
        "customer":"cus_1","disputed":false,"livemode":false,"payment_intent":"pi_1","status":"succeeded","refunds":{"data":[REFUNDS],"has_more":false},
        "payment_method_details":{"type":"card","card":{"brand":"visa","last4":"4242"}}}
        """;

    private const string Refund = """{"id":"re_1","object":"refund","amount":1999,"created":1700000001,"currency":"usd","charge":"ch_1","payment_intent":"pi_1","status":"succeeded"}""";

    private bool isRefunded;

    internal static WebhookDelivery Webhook(string secret)
    {
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"id":"evt_1","object":"event","type":"refund.created","created":1700000001,"livemode":false,"data":{"object":{{{Refund}}}}}""");
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{now}."), .. body];
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return new WebhookDelivery(body, $"t={now},v1={Convert.ToHexStringLower(signature)}");
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        isRefunded |= request.Method == HttpMethod.Post;
        var charge = Charge.Replace("REFUNDS", isRefunded ? Refund : "", StringComparison.Ordinal);
        var intent = $$"""{"id":"pi_1","object":"payment_intent","amount":1999,"amount_received":1999,"created":1700000000,"currency":"usd","customer":"cus_1","livemode":false,"status":"succeeded","latest_charge":{{charge}}}""";
        var body = (request.Method.Method, request.RequestUri!.AbsolutePath) switch
        {
            ("POST", "/v1/refunds") => Refund,
            ("GET", "/v1/customers/cus_1") => """{"id":"cus_1","object":"customer","livemode":false,"email":"bo@example.com"}""",
            ("GET", "/v1/payment_intents") => $$"""{"object":"list","data":[{{intent}}],"has_more":false}""",
            ("GET", "/v1/payment_intents/pi_1") => intent,
            ("GET", "/v1/subscriptions") => """{"object":"list","data":[{"id":"sub_1","object":"subscription","created":1,"status":"active"}],"has_more":false}""",
            var other => throw new InvalidOperationException($"Nobody expected {other}."),
        };
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
