using System.Text;
using BillingContext.Testing;

namespace BillingContext.AspNetCore.Tests.Framework;

internal static class Some
{
    /// <summary>An event as Stripe writes it.</summary>
    internal static byte[] Event(string? account = null, bool livemode = false, string type = "customer.updated", string id = "evt_1") => Encoding.UTF8.GetBytes(
        $"{{\"id\":\"{id}\",\"object\":\"event\",{(account is null ? "" : $"\"account\":\"{account}\",")}\"type\":\"{type}\",\"livemode\":{(livemode ? "true" : "false")},\"created\":1793600000,"
        + "\"data\":{\"object\":{\"id\":\"cus_1\",\"object\":\"customer\",\"email\":\"canary@example.com\"}}}");

    internal static Task<HttpResponseMessage> PostSignedAsync(this WebDesk desk, byte[] body, string path, string secret = StripeSimulator.WebhookSecret) =>
        desk.PostAsync(new ByteArrayContent(body), WebhookSigner.Sign(body, secret, desk.Time.GetUtcNow()), path);
}
