using BillingContext.Customers;
using BillingContext.StripeAdapter;
using BillingContext.Tests.Framework;

namespace BillingContext.Tests.Customers;

/// <summary><c>default</c> of an id is legal, but names nobody: it must never select everybody.</summary>
public class EmptyIdTests
{
    [Test]
    public void Nobody_is_resolved_by_an_empty_id()
    {
        using var desk = new Desk();

        Assert.That(() => desk.Resolver.ResolveAsync(CustomerQuery.ForCustomer(default)), Throws.ArgumentException);
        Assert.That(() => desk.Resolver.ResolveAsync(CustomerQuery.ForPayment(default)), Throws.ArgumentException);
    }

    [Test]
    public void No_list_is_asked_for_with_an_empty_id()
    {
        using var desk = new Desk();
        var stripe = desk.Get<IStripeAdapter>();

        Assert.That(() => stripe.ListPaymentsAsync(Desk.Scope, default, 10, default), Throws.ArgumentException);
        Assert.That(() => stripe.ListDisputesAsync(Desk.Scope, default, default), Throws.ArgumentException);
        Assert.That(() => stripe.ListFraudWarningsAsync(Desk.Scope, default, default), Throws.ArgumentException);
        Assert.That(() => stripe.GetPaymentAsync(Desk.Scope, default, default), Throws.ArgumentException);
        Assert.That(desk.Calls, Is.Empty);
    }
}
