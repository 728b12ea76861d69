using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class SubscriptionStateTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void A_schedule_keeps_a_subscription_from_being_set_to_end()
    {
        var subscription = _stripe.Account.Subscribe(_stripe.Account.AddCustomer()).SubscriptionId;
        var schedule = _stripe.Account.ManageBySchedule(subscription);
        using var wire = new Wire(_stripe);

        var refused = wire.Post($"/v1/subscriptions/{subscription}", "cancel_at_period_end=true");

        Assert.That((refused.Status, wire.Get($"/v1/subscriptions/{subscription}").TextAt("schedule")), Is.EqualTo((400, schedule)));
        Assert.That(wire.Delete($"/v1/subscriptions/{subscription}").TextAt("status"), Is.EqualTo("canceled"));
    }

    [Test]
    public void Pauses_a_subscription_or_only_its_collection()
    {
        var customer = _stripe.Account.AddCustomer();
        var (paused, uncollected) = (_stripe.Account.Subscribe(customer).SubscriptionId, _stripe.Account.Subscribe(customer).SubscriptionId);
        using var wire = new Wire(_stripe);

        _stripe.Account.PauseSubscription(paused);
        _stripe.Account.PauseCollection(uncollected);

        Assert.That(wire.Get($"/v1/subscriptions/{paused}").TextAt("status"), Is.EqualTo("paused"));
        Assert.That(wire.Get($"/v1/subscriptions/{uncollected}").TextAt("pause_collection.behavior"), Is.EqualTo("void"));
        Assert.That(wire.Get($"/v1/subscriptions/{uncollected}").TextAt("status"), Is.EqualTo("active"));
    }

    [Test]
    public void What_has_ended_comes_into_no_other_state()
    {
        var subscription = _stripe.Account.Subscribe(_stripe.Account.AddCustomer()).SubscriptionId;
        _stripe.Account.CancelSubscription(subscription);

        Assert.That(() => _stripe.Account.PauseSubscription(subscription), Throws.ArgumentException);
    }
}
