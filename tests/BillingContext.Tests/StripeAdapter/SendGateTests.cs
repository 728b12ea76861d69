using BillingContext.Payments;
using BillingContext.StripeAdapter;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>What leaves too late: whoever asks holds the request only so long, and a process may stand still anywhere.</summary>
internal sealed class SendGateTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public static IEnumerable<TestCaseData<Func<IStripeAdapter, DateTimeOffset, Task<StripeWriteOutcome>>>> Writes =>
    [
        Case("a refund", async (stripe, until) =>
            (await stripe.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, until, default)).Outcome),
        Case("a cancellation", async (stripe, until) =>
            (await stripe.CancelSubscriptionAsync(The.Scope, new SubscriptionId("sub_1"), invoiceNow: false, until, default)).Outcome),
        Case("a change", async (stripe, until) =>
            (await stripe.SetCancelAtPeriodEndAsync(The.Scope, new SubscriptionId("sub_1"), true, The.IdempotencyKey, until, default)).Outcome),
    ];

    [TestCaseSource(nameof(Writes))]
    public async Task Nothing_leaves_from_that_instant_on(Func<IStripeAdapter, DateTimeOffset, Task<StripeWriteOutcome>> write)
    {
        await using var wire = new Wire();

        var outcome = await write(wire.Adapter, wire.Time.GetUtcNow());

        Assert.That(outcome, Is.EqualTo(StripeWriteOutcome.Refused));
        Assert.That(wire.Stripe.Requests, Is.Empty);
    }

    [Test]
    public async Task It_did_not_happen_and_says_so()
    {
        await using var wire = new Wire();

        var result = await wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, wire.Time.GetUtcNow(), default);

        Assert.That(result.Error!.Kind, Is.EqualTo(StripeErrorKind.NotSent));
        Assert.That(result.Error.Message, Does.Contain("POST /v1/refunds").And.Contain("nothing was sent"));
    }

    [Test]
    public async Task A_tick_before_it_leaves()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(Some.Refund);

        var result = await wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, wire.Time.GetUtcNow().AddTicks(1), default);

        Assert.That(result.Outcome, Is.EqualTo(StripeWriteOutcome.Done));
    }

    [Test]
    public async Task A_retry_that_waited_for_too_long_is_stopped_and_what_left_before_may_have_landed()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(500, "").AlwaysAnswers(Some.Refund);

        var refund = wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, wire.Time.GetUtcNow().AddMilliseconds(1), default);
        var result = await wire.Over(refund);

        Assert.That(result.Outcome, Is.EqualTo(StripeWriteOutcome.Unknown));
        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Who_stands_still_while_the_keys_are_looked_up_sends_nothing()
    {
        var keys = new SlowKeys();
        await using var wire = new Wire(services: services => services.AddSingleton<IMerchantCredentialsProvider>(keys));
        wire.Stripe.AlwaysAnswers(Some.Refund);
        var refund = wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, wire.Time.GetUtcNow() + Lease, default);

        wire.Time.Advance(TimeSpan.FromHours(2));
        keys.Answer();

        Assert.That((await wire.Over(refund)).Outcome, Is.EqualTo(StripeWriteOutcome.Refused));
        Assert.That(wire.Stripe.Requests, Is.Empty);
    }

    [Test]
    public async Task Who_stands_still_in_a_handler_of_the_hosts_sends_nothing()
    {
        var handler = new SlowHandler();
        await using var wire = new Wire(services: services => services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => handler));
        wire.Stripe.AlwaysAnswers(Some.Refund);
        var refund = wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, wire.Time.GetUtcNow() + Lease, default);

        wire.Time.Advance(TimeSpan.FromHours(2));
        handler.GoOn();

        Assert.That((await wire.Over(refund)).Outcome, Is.Not.EqualTo(StripeWriteOutcome.Done));
        Assert.That(wire.Stripe.Requests, Is.Empty);
    }

    private static TestCaseData<Func<IStripeAdapter, DateTimeOffset, Task<StripeWriteOutcome>>> Case(
        string name, Func<IStripeAdapter, DateTimeOffset, Task<StripeWriteOutcome>> write) => new(write) { TestName = $"Nothing leaves from that instant on: {name}" };

    private sealed class SlowKeys : IMerchantCredentialsProvider
    {
        private readonly TaskCompletionSource<MerchantCredentials?> answer = new(TaskCreationOptions.None);

        public ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) => new(answer.Task);

        internal void Answer() => answer.SetResult(new MerchantCredentials(MerchantId.Default, StripeApiKey.Parse(The.ReadKey), StripeApiKey.Parse(The.WriteKey)));
    }

    private sealed class SlowHandler : DelegatingHandler
    {
        private readonly TaskCompletionSource held = new(TaskCreationOptions.None);

        internal void GoOn() => held.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await held.Task;
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
