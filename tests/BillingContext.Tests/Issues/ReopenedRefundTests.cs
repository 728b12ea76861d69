using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>An open request was sent again whatever had happened in the meantime.</summary>
public class ReopenedRefundTests
{
    [Test]
    public async Task Somebody_who_helped_out_in_the_dashboard_is_not_doubled()
    {
        using var desk = new Desk();
        var (customer, paid) = await OpenAsync(desk);
        desk.Stripe.Account.Refund(paid, 1_000);
        desk.Time.Advance(TimeSpan.FromMinutes(50));

        var soon = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        desk.Time.Advance(TimeSpan.FromMinutes(20));
        var later = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));

        Assert.That((soon.State, soon.Reasons[0].Code), Is.EqualTo((RefundState.Unknown, "refund.made_elsewhere")), "Ours may still land.");
        Assert.That((later.State, later.Reasons[0].Code), Is.EqualTo((RefundState.Refused, "refund.made_elsewhere")));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_merchant_who_turned_refunds_off_refunds_nothing()
    {
        var merchant = new Merchant();
        using var desk = new Desk(builder => builder.Services.AddSingleton<IMerchantCredentialsProvider>(merchant));
        var (customer, paid) = await OpenAsync(desk);
        merchant.Refunds = false;

        var again = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));

        Assert.That(again.State, Is.EqualTo(RefundState.Unknown));
        Assert.That(again.Reasons.Select(reason => reason.Code), Does.Contain("refunds.disabled"));
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
    }

    [Test]
    public async Task A_dispute_opened_in_the_meantime_stops_it()
    {
        using var desk = new Desk();
        var (customer, paid) = await OpenAsync(desk);
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");

        var again = await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));

        Assert.That(again.Reasons.Select(reason => reason.Code), Does.Contain("dispute.open"));
        Assert.That((await desk.AuditAsync())[^1].Reasons.Select(reason => reason.Code), Does.Contain("dispute.open"), "and that is on record");
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
    }

    [Test]
    public async Task A_request_that_never_left_is_as_good_as_new_however_old()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Faults.Add(StripeFault.RefuseConnection().On("POST", "/v1/refunds"));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Time.Advance(TimeSpan.FromDays(2));

        var again = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        Assert.That(again.State, Is.EqualTo(RefundState.Succeeded));
    }

    /// <summary>A request that was lost on its way to Stripe.</summary>
    private static async Task<(string Customer, SimulatedPayment Paid)> OpenAsync(Desk desk)
    {
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Faults.Add(StripeFault.LoseRequest().On("POST", "/v1/refunds"));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        return (customer, paid);
    }

    private sealed class Merchant : IMerchantCredentialsProvider
    {
        internal bool Refunds { get; set; } = true;

        public ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) =>
            new(new MerchantCredentials(merchant, StripeApiKey.Parse(StripeSimulator.SecretKey)) { EnableRefunds = Refunds });
    }
}
