using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;

namespace BillingContext.Tests.Issues;

/// <summary>A refund that waited for an approval in Stripe's dashboard was refused when a look at it failed after its time, and without an audit line.</summary>
public class LapsedApprovalTests
{
    private const string Forbidden = """{"type":"invalid_request_error"}""";

    [Test]
    public async Task A_look_that_failed_lets_no_approval_lapse()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Account.RequireApprovalAbove(1_000);
        var asked = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Time.Advance(TimeSpan.FromDays(6.9));
        desk.Stripe.Account.ApproveRefund(asked.StripeApproval!.Id);
        desk.Time.Advance(TimeSpan.FromDays(1));
        desk.Stripe.Faults.Add(StripeFault.Status(403, Forbidden).On("GET", "/v1/refunds"));

        await desk.Get<IRefundReconciler>().SweepAsync();
        var unseen = await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default);
        desk.Time.Advance(TimeSpan.FromDays(1));
        await desk.Get<IRefundReconciler>().SweepAsync();
        var seen = await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default);

        Assert.That((unseen!.State, seen!.State), Is.EqualTo((RefundState.AwaitingStripeApproval, RefundState.Succeeded)));
    }
}
