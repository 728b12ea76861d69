using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;

namespace BillingContext.Tests.Issues;

/// <summary>A store that lost its last commits in a failover did not know a refund that Stripe had, and a day later it was made a second time.</summary>
public class ForgottenRefundTests
{
    [Test]
    public async Task A_request_that_Stripe_knows_is_not_made_again()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        var made = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        desk.Time.Advance(TimeSpan.FromHours(25));
        using var forgetful = new Desk(stripe: desk.Stripe);

        var again = await forgetful.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));

        Assert.That((again.State, again.Refund, again.IsRepeat), Is.EqualTo((RefundState.Succeeded, made.Refund, true)));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
        Assert.That((await forgetful.AuditAsync()).Single().Refund, Is.EqualTo(made.Refund));
    }

    [Test]
    public async Task All_that_was_left_is_what_it_was_then()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        using var forgetful = new Desk(stripe: desk.Stripe);

        var again = await forgetful.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That((again.State, again.Amount), Is.EqualTo((RefundState.Succeeded, Money.Of("usd", 4_200))));
    }

    [Test]
    public async Task For_another_amount_the_request_id_is_taken()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        using var forgetful = new Desk(stripe: desk.Stripe);

        var other = await forgetful.Refunds.RefundAsync(Desk.Request(customer, paid, 900));

        Assert.That((other.State, other.Reasons[0].Code), Is.EqualTo((RefundState.Refused, "request.reused")));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }
}
