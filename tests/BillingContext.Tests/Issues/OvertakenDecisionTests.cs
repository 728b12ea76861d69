using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>A refund that another node had settled meanwhile was told as made, with the reasons of a refusal that nobody recorded.</summary>
public class OvertakenDecisionTests
{
    [Test]
    public async Task An_answer_from_the_record_gives_no_reasons_of_a_decision_that_was_overtaken()
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IBillingStore>(new ForestalledStore(
            intent => intent.FailureCode == "refund.no_longer_approved",
            intent => intent with { State = RefundState.Succeeded, Refund = new RefundId("re_1"), FailureCode = null })));
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseRequest().On("POST", "/v1/refunds"));
        var lost = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Stripe.Account.OpenDispute(paid.ChargeId);

        var again = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That((lost.State, again.State), Is.EqualTo((RefundState.Unknown, RefundState.Succeeded)));
        Assert.That(again.Reasons.Select(reason => reason.Code), Is.EqualTo(new[] { "refund.made" }));
    }
}
