using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class FaultTests : IDisposable
{
    private readonly StripeSimulator _stripe = new();
    private readonly Wire _wire;
    private readonly SimulatedPayment _payment;

    public FaultTests()
    {
        _wire = new Wire(_stripe);
        _payment = _stripe.Account.Pay(null, 5000);
    }

    private int Refunds => _stripe.Account.Refunds.Count;

    public void Dispose() => _wire.Dispose();

    [Test]
    public void Loses_a_request_before_it_arrives()
    {
        _stripe.Faults.Add(StripeFault.LoseRequest());

        Assert.That(
            RefundAsync, Throws.TypeOf<HttpRequestException>().With.Property("HttpRequestError").EqualTo(HttpRequestError.ResponseEnded));
        Assert.That(Refunds, Is.Zero);
        Assert.That(_stripe.Requests, Is.Empty);
    }

    [Test]
    public void Refuses_a_connection()
    {
        _stripe.Faults.Add(StripeFault.RefuseConnection());

        Assert.That(
            RefundAsync, Throws.TypeOf<HttpRequestException>().With.Property("HttpRequestError").EqualTo(HttpRequestError.ConnectionError));
        Assert.That(Refunds, Is.Zero);
    }

    [Test]
    public async Task Loses_a_reply_after_applying_it()
    {
        _stripe.Faults.Add(StripeFault.LoseReply());

        Assert.That(
            RefundAsync, Throws.TypeOf<HttpRequestException>().With.Property("HttpRequestError").EqualTo(HttpRequestError.ResponseEnded));
        var replay = await RefundAsync();

        Assert.That(Refunds, Is.EqualTo(1));
        Assert.That(replay.Header("Idempotent-Replayed"), Is.EqualTo("true"));
    }

    [Test]
    public void Lets_a_request_arrive_late()
    {
        _stripe.Faults.Add(StripeFault.ArriveLate(TimeSpan.FromMinutes(5)));

        Assert.That(RefundAsync, Throws.TypeOf<HttpRequestException>());
        var early = Refunds;
        _stripe.Clock().Advance(TimeSpan.FromMinutes(5));

        Assert.That((early, Refunds), Is.EqualTo((0, 1)));
        Assert.That(_stripe.Account.Refunds[0].Created, Is.EqualTo(The.Start.AddMinutes(5)));
    }

    [Test]
    public void A_late_request_meets_the_key_as_it_is_then()
    {
        _stripe.Faults.Add(StripeFault.ArriveLate(TimeSpan.FromMinutes(5)));
        Assert.That(RefundAsync, Throws.TypeOf<HttpRequestException>());

        _stripe.RevokeKey(StripeSimulator.SecretKey);
        _stripe.Clock().Advance(TimeSpan.FromMinutes(5));

        Assert.That(Refunds, Is.Zero);
    }

    [Test]
    public async Task A_late_request_replays_what_a_retry_has_done()
    {
        _stripe.Faults.Add(StripeFault.ArriveLate(TimeSpan.FromMinutes(5)));
        Assert.That(RefundAsync, Throws.TypeOf<HttpRequestException>());

        await RefundAsync();
        _stripe.Clock().Advance(TimeSpan.FromMinutes(5));

        Assert.That(Refunds, Is.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Hangs_until_the_client_gives_up(bool applied)
    {
        _stripe.Faults.Add(applied ? StripeFault.HangAfterApplying() : StripeFault.Hang());
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(80), _stripe.TimeProvider);

        var request = _wire.PostAsync("/v1/refunds", $"charge={_payment.ChargeId}", "key-1", source.Token);
        _stripe.Clock().Advance(TimeSpan.FromSeconds(79));
        var waiting = !request.IsCompleted;
        _stripe.Clock().Advance(TimeSpan.FromSeconds(1));

        Assert.That(waiting);
        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Refunds, Is.EqualTo(applied ? 1 : 0));
    }

    [TestCase(true, true, 1, 500)]
    [TestCase(true, false, 1, 200)]
    [TestCase(false, true, 0, 500)]
    [TestCase(false, false, 1, 200)]
    public async Task Answers_500_with_or_without_an_effect(bool applied, bool stored, int refunds, int replayStatus)
    {
        _stripe.Faults.Add(StripeFault.ServerError(applied, stored));

        var answer = await RefundAsync();
        var after = Refunds;
        var replay = await RefundAsync();

        Assert.That((answer.Status, answer.Error.GetProperty("type").GetString()), Is.EqualTo((500, "api_error")));
        Assert.That(after, Is.EqualTo(applied ? 1 : 0));
        Assert.That((replay.Status, Refunds), Is.EqualTo((replayStatus, refunds)));
    }

    [Test]
    public async Task Limits_the_rate_and_says_why()
    {
        _stripe.Faults.Add(StripeFault.RateLimited("endpoint-rate", TimeSpan.FromSeconds(2)).WithShouldRetry(true));

        var limited = await RefundAsync();
        var retried = await RefundAsync();

        Assert.That((limited.Status, limited.Code), Is.EqualTo((429, "rate_limit")));
        Assert.That(limited.Header("Stripe-Rate-Limited-Reason"), Is.EqualTo("endpoint-rate"));
        Assert.That(limited.Header("Retry-After"), Is.EqualTo("2"));
        Assert.That(limited.Header("Stripe-Should-Retry"), Is.EqualTo("true"));
        Assert.That((retried.Status, retried.Header("Idempotent-Replayed")), Is.EqualTo((200, (string?)null)));
    }

    [Test]
    public async Task Times_out_on_a_lock_without_a_rate_limit_reason()
    {
        _stripe.Faults.Add(StripeFault.LockTimeout());

        var answer = await RefundAsync();

        Assert.That((answer.Status, answer.Code), Is.EqualTo((429, "lock_timeout")));
        Assert.That(answer.Header("Stripe-Rate-Limited-Reason"), Is.Null);
    }

    [Test]
    public async Task Says_that_the_key_is_in_use()
    {
        _stripe.Faults.Add(StripeFault.KeyInUse());

        var answer = await RefundAsync();

        Assert.That((answer.Status, answer.Code), Is.EqualTo((409, "idempotency_key_in_use")));
        Assert.That(answer.Message, Does.Contain("key-1"));
    }

    [TestCase("""{"code":"action_blocked","type":"invalid_request_error"}""")]
    [TestCase("""{"error":{"code":"action_blocked","type":"invalid_request_error"}}""")]
    public async Task Answers_whatever_it_is_told(string json)
    {
        _stripe.Faults.Add(StripeFault.Status(400, json).WithShouldRetry(false));

        var answer = await RefundAsync();

        Assert.That((answer.Status, answer.Code, answer.Header("Stripe-Should-Retry")), Is.EqualTo((400, "action_blocked", "false")));
        Assert.That(Refunds, Is.Zero);
    }

    [Test]
    public async Task Takes_effect_at_the_end_of_the_latency_even_when_nobody_waits()
    {
        _stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromSeconds(3)));
        using var source = new CancellationTokenSource();

        var request = _wire.PostAsync("/v1/refunds", $"charge={_payment.ChargeId}", "key-1", source.Token);
        _stripe.Clock().Advance(TimeSpan.FromSeconds(1));
        var during = Refunds;
        await source.CancelAsync();
        _stripe.Clock().Advance(TimeSpan.FromSeconds(2));

        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((during, Refunds), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Latency_combines_with_another_fault()
    {
        _stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromSeconds(3)));
        _stripe.Faults.Add(StripeFault.LoseReply());

        var request = RefundAsync();
        var early = request.IsCompleted;
        _stripe.Clock().Advance(TimeSpan.FromSeconds(3));

        Assert.That(early, Is.False);
        Assert.That(async () => await request, Throws.TypeOf<HttpRequestException>());
        Assert.That(Refunds, Is.EqualTo(1));
    }

    [Test]
    public async Task Strikes_where_and_as_often_as_it_is_told()
    {
        var fault = StripeFault.LockTimeout().On("POST", "/v1/refunds").After(1).Times(2);
        _stripe.Faults.Add(fault);

        var reads = _wire.Get("/v1/refunds").Status;
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await _wire.PostAsync("/v1/refunds", $"charge={_payment.ChargeId}&amount=1")).Status);
        }

        Assert.That(reads, Is.EqualTo(200));
        Assert.That(statuses, Is.EqualTo([200, 429, 429, 200]));
        Assert.That(fault.Fired, Is.EqualTo(2));
    }

    [Test]
    public void Logs_the_answer_that_its_caller_never_saw()
    {
        _stripe.Faults.Add(StripeFault.LoseReply());

        Assert.That(RefundAsync, Throws.TypeOf<HttpRequestException>());

        Assert.That(_stripe.Requests.Single().Status, Is.EqualTo(200));
    }

    [Test]
    public void Stays_on_the_thread_that_moves_the_clock()
    {
        var threads = new HashSet<int>();
        var failures = 0;
        var simulation = new Thread(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                _stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromSeconds(1)));
                _stripe.Faults.Add((i % 4) switch
                {
                    0 => StripeFault.LoseReply(),
                    1 => StripeFault.ArriveLate(TimeSpan.FromSeconds(3)),
                    2 => StripeFault.HangAfterApplying(),
                    _ => StripeFault.ServerError(applied: true, stored: true),
                });
                var request = TryAsync(i);
                _stripe.Clock().Advance(TimeSpan.FromSeconds(10));
                failures += request.IsCompletedSuccessfully ? 0 : 1;
            }
        });

        simulation.Start();
        simulation.Join();

        Assert.That(failures, Is.Zero);
        Assert.That(threads, Is.EqualTo([simulation.ManagedThreadId]));
        Assert.That(Refunds, Is.EqualTo(100));

        async Task TryAsync(int number)
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(5), _stripe.TimeProvider);
            try
            {
                await _wire.PostAsync("/v1/refunds", $"charge={_payment.ChargeId}&amount=1", $"key-{number}", source.Token);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                threads.Add(Environment.CurrentManagedThreadId);
            }

            threads.Add(Environment.CurrentManagedThreadId);
        }
    }

    [Test]
    public void Has_no_header_to_add_without_an_answer()
        => Assert.That(() => StripeFault.Hang().WithShouldRetry(true), Throws.InvalidOperationException);

    private Task<WireAnswer> RefundAsync() => _wire.PostAsync("/v1/refunds", $"charge={_payment.ChargeId}", "key-1");
}
