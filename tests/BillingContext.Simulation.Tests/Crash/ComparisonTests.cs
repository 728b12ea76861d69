using BillingContext.Payments;
using BillingContext.Simulation.Crash;
using BillingContext.Simulation.Crash.Worlds;
using BillingContext.Testing;
using NUnit.Framework;

namespace BillingContext.Simulation.Tests.Crash;

internal sealed class ComparisonTests
{
    [Test]
    public async Task Nothing_anywhere_is_in_order()
    {
        await using var world = await OpenAsync();

        Assert.That((await CloseAsync(world)).ToString(), Is.EqualTo("lost 0, doubled 0, unaudited 0"));
    }

    [Test]
    public async Task A_refund_that_nobody_recorded_is_lost_and_unaudited()
    {
        await using var world = await OpenAsync();
        Refund(world, world.NewAsk());

        Assert.That((await CloseAsync(world)).ToString(), Is.EqualTo("lost 1, doubled 0, unaudited 1"));
    }

    [Test]
    public async Task Two_refunds_of_one_request_are_a_double()
    {
        await using var world = await OpenAsync();
        var ask = world.NewAsk();
        Refund(world, ask);
        Refund(world, ask);

        Assert.That((await CloseAsync(world)).ToString(), Is.EqualTo("lost 1, doubled 1, unaudited 1"));
    }

    [Test]
    public async Task A_refund_on_record_that_failed_at_Stripe_since_is_lost_until_somebody_looks()
    {
        await using var world = await OpenAsync();
        await world.RunAsync([world.NewAsk()]);

        Assert.That((await CloseAsync(world)).ToString(), Is.EqualTo("lost 0, doubled 0, unaudited 0"));

        world.Stripe.Account.FailRefund(world.Stripe.Account.Refunds.Single().Id);

        Assert.That((await CloseAsync(world)).ToString(), Is.EqualTo("lost 1, doubled 0, unaudited 1"));
    }

    [Test]
    public async Task A_cancellation_with_its_refund_is_in_order()
    {
        await using var world = await OpenAsync(Deed.Cancellation);
        var ask = world.NewAsk();
        await world.RunAsync([ask]);

        Assert.That(world.HasEnded(ask));
        Assert.That(world.Stripe.Account.Refunds, Has.Count.EqualTo(1));
        Assert.That((await CloseAsync(world)).ToString(), Is.EqualTo("lost 0, doubled 0, unaudited 0"));
    }

    [Test]
    public async Task A_subscription_that_ended_though_nobody_recorded_it_is_lost_and_unaudited()
    {
        await using var world = await OpenAsync(Deed.Cancellation);
        world.Stripe.Account.CancelSubscription(world.NewAsk().Target);

        Assert.That((await CloseAsync(world)).ToString(), Is.EqualTo("lost 1, doubled 0, unaudited 1"));
    }

    [Test]
    public async Task A_refund_that_a_person_approved_is_in_order()
    {
        await using var world = await OpenAsync(Deed.Approval);
        await world.RunAsync([world.NewAsk()]);

        Assert.That(world.Stripe.Account.Refunds, Has.Count.EqualTo(1));
        Assert.That((await CloseAsync(world)).ToString(), Is.EqualTo("lost 0, doubled 0, unaudited 0"));
    }

    private static Task<CrashWorld> OpenAsync(Deed deed = Deed.Refund) => CrashWorld.OpenAsync(TemporaryStore.Create(StoreAddress.Sqlite), Defect.None, deed);

    private static async Task<Verdict> CloseAsync(CrashWorld world)
    {
        var comparison = new Comparison(world);
        await comparison.CloseAsync();
        return comparison.Verdict;
    }

    private static void Refund(CrashWorld world, Ask ask) => world.Stripe.Account.Refund(
        ask.Target, ask.Amount, metadata: new Dictionary<string, string> { [Payments.Refund.RequestIdMetadataKey] = ask.RequestId });
}
