using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>
/// https://docs.stripe.com/api/request_ids, https://docs.stripe.com/error-low-level and https://docs.stripe.com/rate-limits
/// </summary>
public sealed class HeaderTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Numbers_every_answer()
    {
        using var wire = new Wire(_stripe);
        using var stranger = new Wire(_stripe, "sk_test_nobody");

        string?[] ids =
        [
            wire.Get("/v1/customers").Header("Request-Id"),
            wire.Get("/v1/nothing").Header("Request-Id"),
            wire.Post("/v1/customers", "name=x", "key-1").Header("Request-Id"),
            wire.Post("/v1/customers", "name=x", "key-1").Header("Request-Id"),
            stranger.Get("/v1/customers").Header("Request-Id"),
        ];

        Assert.That(ids, Is.Unique.And.All.StartsWith("req_"));
    }

    [Test]
    public void Names_the_first_request_with_a_key_and_says_what_is_a_replay()
    {
        using var wire = new Wire(_stripe);

        var first = wire.Post("/v1/customers", "name=x", "key-1");
        var again = wire.Post("/v1/customers", "name=x", "key-1");

        Assert.That(first.Header("Original-Request"), Is.EqualTo(first.Header("Request-Id")));
        Assert.That(again.Header("Original-Request"), Is.EqualTo(first.Header("Request-Id")));
        Assert.That((first.Header("Idempotency-Key"), again.Header("Idempotency-Key")), Is.EqualTo(("key-1", "key-1")));
        Assert.That((first.Header("Idempotent-Replayed"), again.Header("Idempotent-Replayed")), Is.EqualTo(((string?)null, "true")));
    }

    [TestCase("/v1/customers", "shoe_size=44")]
    [TestCase("/v1/refunds", "")]
    [TestCase("/v1/nothing", "")]
    public void Names_no_request_that_did_not_run(string path, string form)
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Post(path, form, "key-1");

        Assert.That(answer.Header("Original-Request"), Is.Null);
        Assert.That(answer.Header("Stripe-Should-Retry"), Is.Null);
    }

    [Test]
    public void Says_nothing_of_keys_to_who_sent_none()
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/customers", "name=x");

        Assert.That(
            new[] { "Idempotency-Key", "Original-Request", "Idempotent-Replayed", "Stripe-Should-Retry" }.Select(answer.Header),
            Is.All.Null);
    }

    [Test]
    public void Asks_nobody_to_try_again_what_was_decided()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);

        WireAnswer[] answers =
        [
            wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-1"),
            wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-1"),
            wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-2"),
            wire.Post("/v1/payment_intents", "amount=100&currency=usd&confirm=true&payment_method=pm_card_chargeDeclined", "key-3"),
        ];

        Assert.That(answers.Select(a => a.Status), Is.EqualTo([200, 200, 400, 402]));
        Assert.That(answers.Select(a => a.Header("Stripe-Should-Retry")), Is.All.EqualTo("false"));
    }

    [TestCase("global-rate")]
    [TestCase("endpoint-concurrency")]
    public void Says_which_limit_was_hit(string reason)
    {
        _stripe.Faults.Add(StripeFault.RateLimited(reason).WithShouldRetry(true));
        using var wire = new Wire(_stripe);

        var limited = wire.Post("/v1/customers", "name=x", "key-1");
        var accepted = wire.Post("/v1/customers", "name=x", "key-1");

        Assert.That((limited.Status, limited.Header("Stripe-Rate-Limited-Reason")), Is.EqualTo((429, reason)));
        Assert.That((limited.Header("Stripe-Should-Retry"), limited.Header("Retry-After")), Is.EqualTo(("true", (string?)null)));
        Assert.That((accepted.Status, accepted.Header("Stripe-Rate-Limited-Reason")), Is.EqualTo((200, (string?)null)));
    }

    [Test]
    public void Tells_a_locked_object_from_a_limit()
    {
        _stripe.Faults.Add(StripeFault.LockTimeout());
        using var wire = new Wire(_stripe);

        var locked = wire.Get("/v1/customers");

        Assert.That((locked.Status, locked.Code), Is.EqualTo((429, "lock_timeout")));
        Assert.That(locked.Header("Stripe-Rate-Limited-Reason"), Is.Null);
    }

    [TestCase(null, "2026-07-29.dahlia")]
    [TestCase("2024-06-20", "2024-06-20")]
    public void Says_which_version_answers(string? asked, string version)
    {
        using var wire = new Wire(_stripe) { Version = asked };

        Assert.That(wire.Get("/v1/customers").Header("Stripe-Version"), Is.EqualTo(version));
        Assert.That(wire.Post("/v1/refunds").Header("Stripe-Version"), Is.EqualTo(version));
    }
}
