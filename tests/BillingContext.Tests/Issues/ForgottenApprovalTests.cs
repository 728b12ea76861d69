using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>That Stripe wants an approval was forgotten where another node had taken the refund up meanwhile; no list of refunds tells it.</summary>
public class ForgottenApprovalTests
{
    [Test]
    public async Task An_approval_is_not_forgotten_with_the_lease()
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IBillingStore>(new ForestalledStore(
            intent => intent.State == RefundState.AwaitingStripeApproval,
            intent => intent with { State = RefundState.Unknown, StripeApproval = null })));
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Account.RequireApprovalAbove(1_000);

        var asked = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        var stored = await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default);
        Assert.That((asked.State, stored!.State), Is.EqualTo((RefundState.AwaitingStripeApproval, RefundState.AwaitingStripeApproval)));
        Assert.That(stored.StripeApproval, Is.EqualTo(asked.StripeApproval).And.Not.Null);
    }
}
