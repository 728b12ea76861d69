using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class WebhookTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Signs_the_body_with_the_secret_and_the_time()
    {
        // The expected value was computed with OpenSSL.
        var header = WebhookSigner.Sign("{\"id\":\"evt_1\"}"u8, "whsec_test", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

        Assert.That(header, Is.EqualTo("t=1700000000,v1=c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925"));
    }

    [Test]
    public void Signs_at_the_current_clock_and_again_at_another()
    {
        _stripe.Account.AddCustomer();

        var webhook = _stripe.Account.TakeWebhooks().Single();
        var later = webhook.SignedAt(The.Start.AddDays(3));
        var rolled = webhook.Signed("whsec_old", "whsec_new");

        Assert.That(webhook.SignatureHeader, Is.EqualTo(Expected(webhook.Body, The.Start, StripeSimulator.WebhookSecret)));
        Assert.That(later.SignatureHeader, Is.EqualTo(Expected(webhook.Body, The.Start.AddDays(3), StripeSimulator.WebhookSecret)));
        Assert.That(rolled.SignatureHeader, Is.EqualTo(Expected(webhook.Body, The.Start, "whsec_old", "whsec_new")));
        Assert.That((later.EventId, rolled.EventId), Is.EqualTo((webhook.EventId, webhook.EventId)));
    }

    [Test]
    public void Takes_each_webhook_once()
    {
        _stripe.Account.AddCustomer();

        var pending = _stripe.Account.PendingWebhooks;
        var taken = _stripe.Account.TakeWebhooks();

        Assert.That(pending.Select(w => w.EventId), Is.EqualTo(taken.Select(w => w.EventId)));
        Assert.That(_stripe.Account.PendingWebhooks, Is.Empty);
        Assert.That(_stripe.Account.TakeWebhooks(), Is.Empty);
    }

    [Test]
    public void Wraps_the_object_in_an_event()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.Account.TakeWebhooks();
        using var wire = new Wire(_stripe);
        var refund = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=100", "key-1");

        var webhooks = _stripe.Account.TakeWebhooks();

        using var created = JsonDocument.Parse(webhooks[0].Body);
        var envelope = created.RootElement;
        Assert.That(webhooks.Select(w => w.Type), Is.EqualTo(["refund.created", "charge.refunded"]));
        Assert.That(envelope.GetProperty("object").GetString(), Is.EqualTo("event"));
        Assert.That(envelope.GetProperty("id").GetString(), Is.EqualTo(webhooks[0].EventId));
        Assert.That(envelope.GetProperty("api_version").GetString(), Is.EqualTo("2026-07-29.dahlia"));
        Assert.That(envelope.GetProperty("livemode").GetBoolean(), Is.False);
        Assert.That(envelope.GetProperty("request").GetProperty("idempotency_key").GetString(), Is.EqualTo("key-1"));
        Assert.That(envelope.GetProperty("request").GetProperty("id").GetString(), Is.EqualTo(refund.Header("Request-Id")));
        Assert.That(created.Object().GetRawText(), Is.EqualTo(refund.Body));
    }

    [Test]
    public void Tells_what_an_object_was_like_before()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.Account.Refund(payment, 5000);

        using var refunded = Body("charge.refunded");

        Assert.That(refunded.Previous().GetRawText(), Is.EqualTo("""{"amount_refunded":0,"refunded":false}"""));
    }

    [Test]
    public void Keeps_the_object_as_it_was_when_the_event_happened()
    {
        var customer = _stripe.Account.AddCustomer("old@example.com", metadata: new Dictionary<string, string> { ["a"] = "1" });
        _stripe.Account.UpdateCustomer(customer, email: "new@example.com", metadata: new Dictionary<string, string> { ["b"] = "2" });

        using var created = Body("customer.created");
        using var updated = Body("customer.updated");

        Assert.That(created.Object().GetProperty("email").GetString(), Is.EqualTo("old@example.com"));
        Assert.That(
            updated.Previous().GetRawText(),
            Is.EqualTo("""{"email":"old@example.com","metadata":{"a":"1","b":null}}"""));
    }

    [Test]
    public void Follows_a_refund_through_its_life()
    {
        _stripe.Account.SetNextRefundStatus("pending");
        var refund = _stripe.Account.Refund(_stripe.Account.Pay(null, 5000));
        _stripe.Account.TakeWebhooks();

        _stripe.Account.CompleteRefund(refund);
        _stripe.Clock().Advance(TimeSpan.FromDays(4));
        _stripe.Account.FailRefund(refund);

        var webhooks = _stripe.Account.TakeWebhooks();
        Assert.That(
            webhooks.Select(w => w.Type),
            Is.EqualTo(
            [
                "refund.updated", "charge.refund.updated",
                "refund.updated", "charge.refund.updated",
                "refund.updated", "charge.refund.updated", "refund.failed",
            ]));
        using var reference = JsonDocument.Parse(webhooks[2].Body);
        Assert.That(reference.RootElement.GetProperty("created").GetInt64(), Is.EqualTo(The.Start.AddDays(3).ToUnixTimeSeconds()));
        Assert.That(
            reference.Previous().GetRawText(),
            Does.Contain("\"reference_status\":\"pending\""));
    }

    [Test]
    public void Shows_objects_as_the_endpoints_version_knows_them()
    {
        var customer = _stripe.Account.AddCustomer();
        var payment = _stripe.Account.Pay(customer, 5000);
        var refund = _stripe.Account.Refund(payment);

        var webhooks = _stripe.Account.TakeWebhooks("2020-08-27");

        using var created = JsonDocument.Parse(webhooks.Single(w => w.Type == "refund.created").Body);
        using var refunded = JsonDocument.Parse(webhooks.Single(w => w.Type == "charge.refunded").Body);
        Assert.That(created.RootElement.GetProperty("api_version").GetString(), Is.EqualTo("2020-08-27"));
        Assert.That(created.Object().TryGetProperty("customer", out _), Is.False);
        Assert.That(
            refunded.Object().GetProperty("refunds").GetProperty("data")[0].GetProperty("id").GetString(),
            Is.EqualTo(refund));
        Assert.That(() => _stripe.Account.TakeWebhooks("latest"), Throws.ArgumentException);
    }

    [Test]
    public void Points_thin_events_at_their_object()
    {
        _stripe.Account.RequireApprovalAbove(0);
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.Account.TakeWebhooks();
        using var wire = new Wire(_stripe);
        var approval = wire.Post("/v1/refunds", $"charge={payment.ChargeId}").TextAt("error.approval_request.id");

        using var thin = Body("v2.core.approval_request.created");

        Assert.That(thin.RootElement.GetProperty("object").GetString(), Is.EqualTo("v2.core.event"));
        Assert.That(thin.RootElement.GetProperty("related_object").GetProperty("id").GetString(), Is.EqualTo(approval));
        Assert.That(thin.RootElement.TryGetProperty("data", out _), Is.False);
    }

    [Test]
    public void Names_a_connected_account()
    {
        var connected = _stripe.AddConnectedAccount("acct_1Connected");
        connected.AddCustomer();
        _stripe.LiveAccount.AddCustomer();

        using var body = JsonDocument.Parse(connected.TakeWebhooks().Single().Body);
        using var live = JsonDocument.Parse(_stripe.LiveAccount.TakeWebhooks().Single().Body);

        Assert.That(body.RootElement.GetProperty("account").GetString(), Is.EqualTo("acct_1Connected"));
        Assert.That(live.RootElement.GetProperty("livemode").GetBoolean(), Is.True);
    }

    [Test]
    public void Tells_of_every_step_of_a_subscription()
    {
        _stripe.Account.Subscribe(_stripe.Account.AddCustomer());

        Assert.That(_stripe.Account.Events.Select(e => e.Type), Is.SupersetOf(
            new[]
            {
                "customer.subscription.created", "invoice.created", "invoice.finalized", "payment_intent.created", "charge.succeeded",
                "payment_intent.succeeded", "invoice.paid", "invoice.payment_succeeded", "invoice_payment.paid",
            }));
    }

    [Test]
    public void Tells_of_a_failed_renewal()
    {
        var started = _stripe.Account.Subscribe(_stripe.Account.AddCustomer());
        _stripe.Account.TakeWebhooks();

        _stripe.Account.FailRenewal(started.SubscriptionId);

        using var renewed = JsonDocument.Parse(_stripe.Account.PendingWebhooks.First(w => w.Type == "customer.subscription.updated").Body);
        using var late = JsonDocument.Parse(_stripe.Account.PendingWebhooks.Last(w => w.Type == "customer.subscription.updated").Body);
        Assert.That(
            _stripe.Account.PendingWebhooks.Select(w => w.Type),
            Does.Contain("invoice.payment_failed").And.Contain("payment_intent.payment_failed"));
        Assert.That(renewed.Previous().TryGetProperty("latest_invoice", out _), Is.True);
        Assert.That(late.Previous().GetRawText(), Is.EqualTo("""{"status":"active"}"""));
    }

    [Test]
    public void Lists_the_events_of_thirty_days_by_type()
    {
        var customer = _stripe.Account.AddCustomer();
        _stripe.Account.Pay(customer, 100);
        using var wire = new Wire(_stripe);

        var all = wire.Get("/v1/events");
        var charges = wire.Get("/v1/events?type=charge.*");
        var some = wire.Get("/v1/events?types[]=customer.created&types[]=payment_intent.succeeded");
        var one = wire.Get($"/v1/events/{charges.Ids[0]}");
        _stripe.Clock().Advance(TimeSpan.FromDays(31));

        Assert.That(all.Ids, Has.Count.EqualTo(4));
        Assert.That(charges.Ids, Has.Count.EqualTo(1));
        Assert.That(some.Ids, Has.Count.EqualTo(2));
        Assert.That(one.TextAt("data.object.object"), Is.EqualTo("charge"));
        Assert.That(wire.Get("/v1/events").Ids, Is.Empty);
        Assert.That(wire.Get($"/v1/events/{charges.Ids[0]}").Status, Is.EqualTo(404));
    }

    private JsonDocument Body(string type) => JsonDocument.Parse(_stripe.Account.PendingWebhooks.Single(w => w.Type == type).Body);

    private static string Expected(byte[] body, DateTimeOffset at, params string[] secrets)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signatures = secrets.Select(secret => Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(time + "."), .. body])));
        return $"t={time},v1={string.Join(",v1=", signatures)}";
    }
}
