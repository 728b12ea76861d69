using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>Stripe gives no code when less is left than was asked for, so a race with the dashboard ended as "stripe.refused".</summary>
public class RacedRefundTests
{
    [TestCase(1_000, "amount.above_remaining")]
    [TestCase(4_200, "payment.already_refunded")]
    public async Task The_dashboard_was_quicker(long there, string code)
    {
        var colleague = new Colleague();
        using var desk = new Desk(builder => builder.Services.AddSingleton<IRefundPolicyEngine>(colleague));
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        colleague.Meanwhile = () => desk.Stripe.Account.Refund(paid, there);

        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 4_000));

        Assert.That(result.State, Is.EqualTo(RefundState.Refused));
        Assert.That(result.Reasons.Select(reason => reason.Code), Does.Contain(code));
        Assert.That(desk.Stripe.Account.Refunds.Single().Amount, Is.EqualTo(there));
    }

    /// <summary>Refunds by hand between our look at the payment and our request.</summary>
    private sealed class Colleague : IRefundPolicyEngine
    {
        public Action Meanwhile { get; set; } = () => { };

        public ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken)
        {
            Meanwhile();
            return ValueTask.FromResult(RefundDecision.Create(
                RefundVerdict.Approved, [new DecisionReason("test.approved", RefundVerdict.Approved, "Approved.")]));
        }
    }
}
