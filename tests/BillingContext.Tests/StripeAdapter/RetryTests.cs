using BillingContext.StripeAdapter;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Waiting, giving up and trying again, on a clock of the test's.</summary>
internal sealed class RetryTests
{
    [TestCase(409, "idempotency_key_in_use")]
    [TestCase(429, "rate_limit")]
    [TestCase(429, "lock_timeout")]
    [TestCase(500, null)]
    [TestCase(502, null)]
    [TestCase(503, null)]
    public async Task Tries_again_what_may_pass(int status, string? code)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(status, Some.Error("api_error", code)).Answers(Some.Refund);

        var result = await wire.RefundAsync();

        Assert.That(result.Outcome, Is.EqualTo(StripeWriteOutcome.Done));
        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(2));
    }

    [TestCase(HttpRequestError.ConnectionError)]
    [TestCase(HttpRequestError.NameResolutionError)]
    [TestCase(HttpRequestError.ResponseEnded)]
    [TestCase(HttpRequestError.Unknown)]
    public async Task Tries_again_after_a_failed_connection(HttpRequestError error)
    {
        await using var wire = new Wire();
        wire.Stripe.Fails(error).Answers(Some.Customer);

        var customer = await wire.Over(wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default));

        Assert.That(customer!.Id, Is.EqualTo(The.Customer));
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(402)]
    [TestCase(403)]
    [TestCase(404)]
    public async Task Does_not_try_again_what_was_refused(int status)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(status, Some.Error("invalid_request_error"));

        await wire.RefundAsync();

        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Every_attempt_has_the_same_key_and_the_same_bytes()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(500, "").Fails(HttpRequestError.ResponseEnded).Answers(429, "").Answers(Some.Refund);

        await wire.RefundAsync();

        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(4));
        Assert.That(wire.Stripe.Requests.Select(request => request.Header("Idempotency-Key")), Is.All.EqualTo(The.IdempotencyKey));
        Assert.That(wire.Stripe.Requests.Select(request => request.ToString()).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(5)]
    public async Task Tries_as_often_as_the_options_say(int retries)
    {
        await using var wire = new Wire(stripe => stripe.MaxRetries = retries);
        wire.Stripe.Always(500, "");

        await wire.RefundAsync();

        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(retries + 1));
    }

    [TestCase("7", 7)]
    [TestCase("Mon, 02 Nov 2026 09:00:11 GMT", 11)]
    public async Task Waits_as_long_as_it_is_told(string retryAfter, double seconds)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(429, "", ("Retry-After", retryAfter)).Answers(Some.Customer);

        await wire.Over(wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default));

        Assert.That(wire.Seconds, Is.EqualTo(new[] { 0, seconds }).Within(0.1));
    }

    [Test]
    public async Task Does_not_wait_for_what_comes_too_late()
    {
        await using var wire = new Wire(stripe => stripe.TotalTimeout = TimeSpan.FromSeconds(30));
        wire.Stripe.Answers(429, "", ("Retry-After", "60"));

        var error = await wire.ErrorOfReadAsync();

        Assert.That(error.Code, Is.EqualTo("stripe.rate_limited"));
        Assert.That(wire.Time.GetUtcNow(), Is.EqualTo(wire.Stripe.Requests[0].At), "Nobody waited.");
    }

    [Test]
    public async Task Tries_again_where_Stripe_says_so_and_it_looks_hopeless()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(400, "", ("Stripe-Should-Retry", "true")).Answers(Some.Refund);

        var result = await wire.RefundAsync();

        Assert.That(result.Outcome, Is.EqualTo(StripeWriteOutcome.Done));
    }

    [TestCase(409)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task Does_not_try_again_where_Stripe_says_so_and_it_looks_promising(int status)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(status, "", ("Stripe-Should-Retry", "false"));

        await wire.RefundAsync();

        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_attempt_that_hangs_is_given_up_and_made_again()
    {
        await using var wire = new Wire(stripe => stripe.AttemptTimeout = TimeSpan.FromSeconds(5));
        wire.Stripe.Hangs().Answers(Some.Refund);

        var result = await wire.RefundAsync();

        Assert.That(result.Outcome, Is.EqualTo(StripeWriteOutcome.Done));
        Assert.That(wire.Seconds[1], Is.InRange(5, 5 + 2));
    }

    [Test]
    public async Task All_attempts_together_end_in_time()
    {
        await using var wire = new Wire(stripe =>
        {
            stripe.AttemptTimeout = TimeSpan.FromSeconds(20);
            stripe.TotalTimeout = TimeSpan.FromSeconds(45);
            stripe.MaxRetries = 10;
        });
        wire.Stripe.Hangs(11);
        var started = wire.Time.GetUtcNow();

        var result = await wire.RefundAsync();

        Assert.That(result.Outcome, Is.EqualTo(StripeWriteOutcome.Unknown));
        Assert.That((wire.Time.GetUtcNow() - started).TotalSeconds, Is.InRange(40, 45.2));
        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_body_that_breaks_off_is_a_lost_answer()
    {
        await using var wire = new Wire();
        wire.Stripe.BreaksOff("""{"id":"cus_""").Answers(Some.Customer);

        var customer = await wire.Over(wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default));

        Assert.That(customer!.Id, Is.EqualTo(The.Customer));
    }

    [Test]
    public async Task Who_reads_may_stop_waiting_for_an_answer()
    {
        await using var wire = new Wire();
        wire.Stripe.Hangs();
        using var patience = new CancellationTokenSource();
        var read = wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, patience.Token);

        await patience.CancelAsync();

        Assert.That(async () => await read, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Who_reads_may_stop_waiting_for_another_attempt()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(503, "", ("Retry-After", "30"));
        using var patience = new CancellationTokenSource();
        var read = wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, patience.Token);

        await patience.CancelAsync();
        Assert.That(async () => await read, Throws.InstanceOf<OperationCanceledException>());
        wire.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(1), "What nobody waits for is not asked.");
    }

    [Test]
    public async Task A_refund_can_be_stopped_before_it_leaves()
    {
        await using var wire = new Wire();

        Assert.That(
            async () => await wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, The.SendBefore, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(wire.Stripe.Requests, Is.Empty);
    }

    [Test]
    public async Task A_refund_that_left_is_waited_for_whoever_gives_up()
    {
        await using var wire = new Wire();
        var answer = wire.Stripe.AnswersLater();
        using var patience = new CancellationTokenSource();
        var refund = wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, The.SendBefore, patience.Token);

        await patience.CancelAsync();
        Assert.That(refund.IsCompleted, Is.False);
        answer.SetResult(FakeStripe.Answer(200, Some.Refund));

        Assert.That((await refund).Outcome, Is.EqualTo(StripeWriteOutcome.Done));
    }

    [Test]
    public async Task A_refund_between_two_attempts_is_waited_for_too()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(500, "").Answers(Some.Refund);
        using var patience = new CancellationTokenSource();
        var refund = wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, The.SendBefore, patience.Token);

        await patience.CancelAsync();

        Assert.That((await wire.Over(refund)).Outcome, Is.EqualTo(StripeWriteOutcome.Done));
    }

    [Test]
    public void A_refund_without_a_key_is_not_sent()
    {
        var wire = new Wire();

        Assert.That(async () => await wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), "", The.SendBefore, default), Throws.ArgumentException);
        Assert.That(wire.Stripe.Requests, Is.Empty);
    }

    [Test]
    public async Task Waits_grow_and_differ_and_never_exceed_eight_seconds()
    {
        var waits = new List<double[]>();
        foreach (var random in new[] { 0.0, 0.25, 0.5, 0.75, 0.999 })
        {
            await using var wire = new Wire(stripe =>
            {
                stripe.MaxRetries = 8;
                stripe.TotalTimeout = TimeSpan.FromMinutes(5);
            });
            wire.Random = random;
            wire.Stripe.Always(500, "");
            await wire.RefundAsync();
            waits.Add([.. wire.Seconds.Zip(wire.Seconds.Skip(1), (from, to) => to - from)]);
        }

        Assert.That(waits.SelectMany(wait => wait), Is.All.InRange(0, 8.05));
        Assert.That(waits, Is.All.Length.EqualTo(8));
        Assert.That(waits.Select(wait => wait[^2..].Sum() - wait[..2].Sum()), Is.All.Positive);
        Assert.That(waits.Select(wait => wait[1]).Distinct().Count(), Is.EqualTo(5), "Clients that failed together do not come back together.");
    }

    [Test]
    public async Task Many_calls_at_once_do_not_disturb_each_other()
    {
        await using var wire = new Wire();
        for (var i = 0; i < 50; i++)
        {
            wire.Stripe.Answers(500, "");
        }

        wire.Stripe.AlwaysAnswers(Some.Refund);
        var refunds = Enumerable.Range(0, 50)
            .Select(i => wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), $"{The.IdempotencyKey}-{i}", The.SendBefore, default))
            .ToArray();

        var results = await wire.Over(Task.WhenAll(refunds));

        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(StripeWriteOutcome.Done));
        Assert.That(wire.Stripe.Requests.CountBy(request => request.Header("Idempotency-Key")!).Select(key => key.Value), Is.All.EqualTo(2));
    }
}
