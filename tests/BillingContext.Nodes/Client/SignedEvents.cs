using System.Net.Http.Headers;
using System.Text;
using BillingContext.Nodes.Host;
using BillingContext.Testing;

namespace BillingContext.Nodes.Client;

/// <summary>Makes and posts events as Stripe does.</summary>
internal static class SignedEvents
{
    /// <summary>An event of some size about a payment of a customer's, of a type that no handler waits for.</summary>
    internal static byte[] About(string id, string customer, string type = "charge.updated") => Encoding.UTF8.GetBytes($$"""
        {"id":"{{id}}","object":"event","type":"{{type}}","api_version":"2026-08-26.dahlia","livemode":false,"created":1800000000,"pending_webhooks":1,
         "data":{"object":{"id":"ch_{{id}}","object":"charge","customer":"{{customer}}","payment_intent":"pi_{{id}}","amount":4200,"currency":"usd","description":"{{new string('x', 3_700)}}"} } }
        """);

    /// <summary>Posts it; the status, or null if there was no answer.</summary>
    internal static async Task<int?> PostAsync(HttpClient http, byte[] body, DateTimeOffset at, string secret = StripeSimulator.WebhookSecret)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(NodeHost.Webhooks, UriKind.Relative)) { Content = content };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", WebhookSigner.Sign(body, secret, at));
        try
        {
            using var response = await http.SendAsync(request);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
