using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Subscriptions;

/// <summary>The subscription is canceled, and what belongs to it may not go out yet: it stays owed, and goes out when it may.</summary>
internal sealed class HeldBackRefundTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_refund_that_meets_a_limit_or_a_stop_is_made_once_it_may_be(bool isLimit)
    {
        using var desk = new Desk(builder => builder.Services.Configure<BillingContextOptions>(options =>
        {
            if (isLimit)
            {
                options.RefundLimits.Add(new RefundLimit("one", LimitPer.Merchant, TimeSpan.FromDays(1), count: 1));
            }
        }));
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com");
        var subscription = desk.Stripe.Account.Subscribe(customer);
        var request = Desk.Cancellation(customer, subscription.SubscriptionId) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full };
        desk.Stripe.Faults.Add(StripeFault.LoseReply().On("DELETE", $"/v1/subscriptions/{subscription.SubscriptionId}"));
        Assert.That((await desk.Subscriptions.CancelAsync(request)).State, Is.EqualTo(CancellationState.Unknown));
        if (isLimit)
        {
            Assert.That((await desk.Refunds.RefundAsync(Desk.Request(customer, desk.Stripe.Account.Pay(customer, 100)))).State, Is.EqualTo(RefundState.Succeeded));
        }
        else
        {
            await desk.Get<IMerchantSwitch>().StopAsync(MerchantId.Default, StoppedActions.Everything, Actor.Automation("alarm"));
        }

        desk.Time.Advance(TimeSpan.FromMinutes(5));
        var held = await desk.Subscriptions.CancelAsync(request);
        var made = desk.Stripe.Account.Refunds.Count;
        desk.Time.Advance(TimeSpan.FromDays(2));
        await desk.Get<IMerchantSwitch>().ResumeAsync(MerchantId.Default, Actor.Person("lead-1"));
        await desk.Get<ICancellationReconciler>().SweepAsync();
        var after = await desk.Subscriptions.CancelAsync(request);

        Assert.That(held.State, Is.EqualTo(CancellationState.Canceled));
        Assert.That(held.Reasons.Select(reason => reason.Code), Does.Contain("cancellation.refund_due").And.Contain(isLimit ? "limit.count_reached" : "merchant.stopped"));
        Assert.That(made, Is.EqualTo(isLimit ? 1 : 0));
        Assert.That((after.RefundState, desk.Stripe.Account.Refunds.Count), Is.EqualTo(((RefundState?)RefundState.Succeeded, made + 1)));
    }
}
