using System.Text.Json.Nodes;
using BillingContext.Benchmarks.Floors;
using BillingContext.Benchmarks.Measuring;
using BillingContext.Testing;
using BillingContext.Webhooks.Internal;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>A signed <c>charge.refunded</c> of 4.1 KB, and both ways to verify and read it.</summary>
internal sealed class SignedEvent
{
    private const int Size = 4_100;

    private readonly byte[] body;
    private readonly string header;
    private readonly DateTimeOffset now;
    private readonly WebhookSecret secret = WebhookSecret.Parse(StripeSimulator.WebhookSecret);
    private readonly WebhookSecret[] secrets;

    internal SignedEvent()
    {
        var simulator = new StripeSimulator();
        var customer = simulator.Account.AddCustomer("buyer@example.com", "Bo Buyer");
        var metadata = new Dictionary<string, string> { ["order_id"] = "1042", ["channel"] = "web", ["campaign"] = "autumn" };
        var paid = simulator.Account.Pay(customer, 4_200, description: "Order 1042", metadata: metadata);
        simulator.Account.Refund(paid, 1_200);

        var sent = simulator.Account.TakeWebhooks().Single(webhook => webhook.Type == "charge.refunded");
        now = simulator.TimeProvider.GetUtcNow();
        body = StripeText.Dress(sent.Body, Size, document => [document["data"]!["object"]!]);
        header = WebhookSigner.Sign(body, StripeSimulator.WebhookSecret, now);
        secrets = [secret];
        if (!ReadByFloor().Equals(Read()))
        {
            throw new CannotMeasureException("the floor reads another event than we do");
        }
    }

    internal EventEnvelope Read() =>
        SignatureVerifier.Verify(body, header, secrets, now) == SignatureVerdict.Valid && EventReader.TryRead(body, out var envelope)
            ? envelope
            : throw new InvalidOperationException("The event was not accepted.");

    internal EventEnvelope ReadByFloor() =>
        VerifyReadFloor.TryRead(body, header, secret.Key, now, out var envelope)
            ? envelope
            : throw new InvalidOperationException("The floor did not accept the event.");
}
