using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BillingContext.Testing.Tests.Framework;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServedStripe;

namespace BillingContext.Testing.Tests;

/// <summary>https://docs.stripe.com/webhooks: signed, tried again, in the order that was chosen.</summary>
public sealed class ServedWebhookTests
{
    private const string Secret = "whsec_of_this_test";
    private readonly StripeSimulator _stripe = new() { AcceptAnyTestKey = true };

    [TestCase(WebhookOrder.AsHappened, 0)]
    [TestCase(WebhookOrder.Reversed, 0)]
    [TestCase(WebhookOrder.AsHappened, 2)]
    public async Task Delivers_every_event(WebhookOrder order, int failures)
    {
        var left = failures;
        var types = new List<string>();
        var done = new TaskCompletionSource();
        await using var shop = WebApplication.CreateSlimBuilder().Build();
        shop.Urls.Add("http://127.0.0.1:0");
        shop.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            context.Response.StatusCode = !IsSigned(context, body) ? 400 : left-- > 0 ? 500 : 200;
            if (context.Response.StatusCode == 200)
            {
                types.Add(JsonDocument.Parse(body).RootElement.GetProperty("type").GetString()!);
                if (types.Count == 3)
                {
                    done.SetResult();
                }
            }
        });
        await shop.StartAsync();
        var target = new WebhookTarget(new Uri(shop.Urls.Single()), Secret) { Order = order, RetryAfter = [TimeSpan.Zero, TimeSpan.Zero] };
        await using var server = await StripeSimulatorServer.StartAsync(_stripe, webhooks: target);
        using var curl = new Curl(server.BaseAddress);

        await curl.PostAsync("/v1/payment_intents", "amount=2000", "currency=usd", "confirm=true", "payment_method=pm_card_visa");
        await done.Task.WaitAsync(TimeSpan.FromSeconds(20));

        string[] happened = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"];
        Assert.That(types, failures > 0 ? Is.EquivalentTo(happened) : Is.EqualTo(order == WebhookOrder.Reversed ? happened.Reverse() : happened));
    }

    private static bool IsSigned(HttpContext context, string body)
    {
        var parts = context.Request.Headers["Stripe-Signature"].ToString().Split(',');
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{parts[0][2..]}.{body}"));
        return parts[1] == "v1=" + Convert.ToHexStringLower(hash);
    }
}
