using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class IdempotencyTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Replays_the_first_answer()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);

        var first = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=100", "key-1");
        var replay = wire.Post("/v1/refunds", $"amount=100&charge={payment.ChargeId}", "key-1");
        var other = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=100", "key-2");

        Assert.That(replay.Body, Is.EqualTo(first.Body));
        Assert.That((first.Header("Idempotent-Replayed"), replay.Header("Idempotent-Replayed")), Is.EqualTo(((string?)null, "true")));
        Assert.That(replay.Header("Request-Id"), Is.Not.EqualTo(first.Header("Request-Id")));
        Assert.That(replay.Header("Idempotency-Key"), Is.EqualTo("key-1"));
        Assert.That(other.Id, Is.Not.EqualTo(first.Id));
        Assert.That(_stripe.Account.Refunds, Has.Count.EqualTo(2));
    }

    [Test]
    public void Refuses_other_parameters_under_the_same_key()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);
        wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=100", "key-1");

        var answer = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=101", "key-1");

        Assert.That((answer.Status, answer.Error.GetProperty("type").GetString()), Is.EqualTo((400, "idempotency_error")));
        Assert.That(answer.Message, Does.StartWith("Keys for idempotent requests can only be used with the same parameters"));
    }

    [Test]
    public void Takes_one_value_for_no_two()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);
        wire.Post("/v1/refunds", $"charge={payment.ChargeId}&metadata[a]=1&metadata[b]=2", "key-1");

        var answer = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&metadata[a]=1%26metadata[b]%3D2", "key-1");

        Assert.That(answer.Error.GetProperty("type").GetString(), Is.EqualTo("idempotency_error"));
    }

    [Test]
    public void Refuses_the_same_key_on_another_endpoint()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);
        var refund = wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-1").Id;

        var answer = wire.Post($"/v1/refunds/{refund}", $"charge={payment.ChargeId}", "key-1");

        Assert.That(answer.Message, Does.Contain($"'/v1/refunds/{refund}' vs '/v1/refunds'"));
    }

    [Test]
    public void Forgets_a_key_after_a_day()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);
        var form = $"charge={payment.ChargeId}&amount=100";
        wire.Post("/v1/refunds", form, "key-1");

        _stripe.Clock().Advance(TimeSpan.FromHours(24));
        wire.Post("/v1/refunds", form, "key-1");
        var within = _stripe.Account.Refunds.Count;
        _stripe.Clock().Advance(TimeSpan.FromSeconds(1));
        wire.Post("/v1/refunds", form, "key-1");

        Assert.That((within, _stripe.Account.Refunds.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Keeps_a_refusal_of_the_endpoint_but_not_one_of_the_parameters()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        var refunded = _stripe.Account.Pay(null, 5000);
        var refund = _stripe.Account.Refund(refunded);
        using var wire = new Wire(_stripe);

        var malformed = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=x", "key-1");
        var corrected = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=5", "key-1");
        var refused = wire.Post("/v1/refunds", $"charge={refunded.ChargeId}", "key-2");
        _stripe.Account.FailRefund(refund);
        var replayed = wire.Post("/v1/refunds", $"charge={refunded.ChargeId}", "key-2");

        Assert.That((malformed.Status, corrected.Status), Is.EqualTo((400, 200)));
        Assert.That(refused.Code, Is.EqualTo("charge_already_refunded"));
        Assert.That((replayed.Code, replayed.Header("Idempotent-Replayed")), Is.EqualTo(("charge_already_refunded", "true")));
    }

    [Test]
    public void Does_not_keep_the_refusal_of_a_request_that_names_no_payment()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);

        var incomplete = wire.Post("/v1/refunds", "amount=5", "key-1");
        var complete = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=5", "key-1");

        Assert.That((incomplete.Status, complete.Status), Is.EqualTo((400, 200)));
    }

    [Test]
    public void Does_not_keep_what_a_missing_permission_refused()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.AddRestrictedKey("rk_test_one", "charge_read");
        using var wire = new Wire(_stripe, "rk_test_one");

        var refused = wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-1");
        _stripe.SetPermissions("rk_test_one", "charge_write");
        var allowed = wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-1");

        Assert.That((refused.Status, allowed.Status), Is.EqualTo((403, 200)));
    }

    [Test]
    public void Keeps_keys_apart_by_account_and_mode()
    {
        var connected = _stripe.AddConnectedAccount("acct_1Connected");
        using var test = new Wire(_stripe);
        using var live = new Wire(_stripe, StripeSimulator.LiveSecretKey);
        using var other = new Wire(_stripe) { Account = "acct_1Connected" };

        var answers = new[]
        {
            test.Post("/v1/refunds", $"charge={_stripe.Account.Pay(null, 100).ChargeId}", "key-1"),
            live.Post("/v1/refunds", $"charge={_stripe.LiveAccount.Pay(null, 100).ChargeId}", "key-1"),
            other.Post("/v1/refunds", $"charge={connected.Pay(null, 100).ChargeId}", "key-1"),
        };

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200));
    }

    [Test]
    public async Task Is_in_use_while_the_first_request_runs()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromSeconds(2)));
        using var wire = new Wire(_stripe);

        var first = wire.PostAsync("/v1/refunds", $"charge={payment.ChargeId}", "key-1");
        var second = wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-1");
        _stripe.Clock().Advance(TimeSpan.FromSeconds(2));
        var third = wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-1");

        Assert.That((second.Status, second.Code), Is.EqualTo((409, "idempotency_key_in_use")));
        Assert.That(third.Body, Is.EqualTo((await first).Body));
        Assert.That(_stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public void Refuses_a_key_that_is_too_long()
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/refunds", "charge=ch_1", new string('k', 256));

        Assert.That((answer.Status, answer.Error.GetProperty("type").GetString()), Is.EqualTo((400, "idempotency_error")));
    }

    [Test]
    public void Means_nothing_on_reads()
    {
        var id = _stripe.Account.AddCustomer();
        using var wire = new Wire(_stripe);

        var first = wire.SendAsync(HttpMethod.Get, $"/v1/customers/{id}", null, "key-1").Result;
        _stripe.Account.UpdateCustomer(id, name: "New");
        var second = wire.SendAsync(HttpMethod.Get, $"/v1/customers/{id}", null, "key-1").Result;

        Assert.That(second.Body, Is.Not.EqualTo(first.Body));
        Assert.That(second.Header("Idempotent-Replayed"), Is.Null);
    }
}
