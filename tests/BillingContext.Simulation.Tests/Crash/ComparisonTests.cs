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

    private static Task<CrashWorld> OpenAsync() => CrashWorld.OpenAsync(TemporaryStore.Create(StoreAddress.Sqlite), Defect.None);

    private static async Task<Verdict> CloseAsync(CrashWorld world)
    {
        var comparison = new Comparison(world);
        await comparison.CloseAsync();
        return comparison.Verdict;
    }

    private static void Refund(CrashWorld world, Ask ask) => world.Stripe.Account.Refund(
        ask.Payment, ask.Amount, metadata: new Dictionary<string, string> { [Payments.Refund.RequestIdMetadataKey] = ask.RequestId });
}
