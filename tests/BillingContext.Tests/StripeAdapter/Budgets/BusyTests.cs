using BillingContext.StripeAdapter;

namespace BillingContext.Tests.StripeAdapter.Budgets;

/// <summary>What the budget does to calls: they wait, or are not sent.</summary>
internal sealed class BusyTests
{
    private static readonly Action<StripeOptions> Limited = stripe => stripe.Budget.Enabled = true;

    [Test]
    public async Task A_call_beyond_the_share_waits_for_its_turn()
    {
        await using var wire = new Wire(Limited);
        wire.Stripe.AlwaysAnswers(Some.Customer);
        var calls = Enumerable.Range(0, 45).Select(_ => wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default)).ToList();

        await wire.Over(Task.WhenAll(calls));

        Assert.That(wire.Seconds.GroupBy(second => (int)second).Select(second => second.Count()), Is.EqualTo(new[] { 20, 20, 5 }));
    }

    [Test]
    public async Task A_refund_whose_turn_would_come_too_late_is_refused_and_never_sent()
    {
        await using var wire = new Wire(stripe =>
        {
            Limited(stripe);
            stripe.Budget.Nodes = 100;
        });
        wire.Stripe.AlwaysAnswers(Some.Refund);
        var results = Enumerable.Range(0, 20)
            .Select(at => wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey + at, The.SendBefore, default)).ToList();

        var all = await wire.Over(Task.WhenAll(results));

        Assert.That(all.Count(result => result.Outcome == StripeWriteOutcome.Done), Is.EqualTo(wire.Stripe.Requests.Count).And.InRange(2, 19));
        var refused = all.Where(result => result.Outcome != StripeWriteOutcome.Done).ToList();
        Assert.That(refused.Select(result => (result.Outcome, result.Error!.Code)), Is.All.EqualTo((StripeWriteOutcome.Refused, "stripe.busy")));
        Assert.That(refused.Select(result => result.Error!.RetryAfter), Is.All.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Whoever_stops_waiting_leaves_the_queue_to_the_others()
    {
        await using var wire = new Wire(Limited);
        wire.Stripe.AlwaysAnswers(Some.Customer);
        using var leaving = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 60).Select(at => wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, at is >= 20 and < 40 ? leaving.Token : default)).ToList();

        leaving.Cancel();
        await wire.Over(Task.WhenAll(calls.Where((_, at) => at is < 20 or >= 40)));

        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(40));
        Assert.That(wire.Seconds[^1], Is.EqualTo(1).Within(0.1), "those behind moved up");
    }

    [TestCase("global-rate", 4)]
    [TestCase("endpoint-rate", 0)]
    [TestCase("resource-specific", 0)]
    public async Task A_refusal_for_too_much_holds_back_what_it_was_about(string reason, double otherEndpointWaits)
    {
        await using var wire = new Wire(Limited);
        wire.Stripe.Answers(429, "", ("Stripe-Rate-Limited-Reason", reason), ("Retry-After", "4")).AlwaysAnswers(Some.Customer);
        var refused = wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default);

        var other = wire.Adapter.GetSubscriptionAsync(The.Scope, new SubscriptionId("sub_1"), default);
        try
        {
            await wire.Over(other);
        }
        catch (StripeAdapterException)
        {
            // A customer is no subscription. When it was asked for is what counts.
        }

        await wire.Over(refused);
        Assert.That(wire.Stripe.Requests.First(request => request.ToString().Contains("sub_1", StringComparison.Ordinal)).At - wire.Stripe.Requests[0].At, Is.EqualTo(TimeSpan.FromSeconds(otherEndpointWaits)).Within(TimeSpan.FromSeconds(0.1)));
    }
}
