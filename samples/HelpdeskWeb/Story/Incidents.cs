using BillingContext.Payments;
using BillingContext.Testing;

namespace HelpdeskWeb.Story;

/// <summary>The hands of everybody else: banks, customers, time. They act on the simulated Stripe, and the desk hears of it by webhook.</summary>
internal sealed class Incidents(Shop shop)
{
    /// <summary>Lets something happen to the customer of a conversation.</summary>
    /// <returns>False if there is nothing that it could happen to.</returns>
    internal bool Play(Incident incident, PaymentContext context)
    {
        var account = shop.Stripe.Account;
        var refunds = context.Payments.SelectMany(payment => payment.Refunds).OrderByDescending(refund => refund.CreatedAt).ToList();
        var pending = refunds.Find(refund => refund.Status == RefundStatus.Pending);
        var moved = refunds.Find(refund => refund.Status is RefundStatus.Pending or RefundStatus.Succeeded);
        var undisputed = context.Payments.FirstOrDefault(payment => payment is { Status: PaymentStatus.Succeeded, IsDisputed: false, Charge: not null });
        var dispute = context.Payments.SelectMany(payment => payment.Disputes).FirstOrDefault(dispute => dispute.Status is DisputeStatus.Open or DisputeStatus.Inquiry);
        var subscription = context.Subscriptions.FirstOrDefault(subscription => !subscription.IsOver);
        Action? happening = incident switch
        {
            Incident.DaysPass => () => shop.Clock.Advance(TimeSpan.FromDays(3)),
            Incident.RefundSettles when pending is not null => () => account.CompleteRefund(pending.Id.Value),
            Incident.RefundFails when moved is not null => () => account.FailRefund(moved.Id.Value),
            Incident.PaymentMade when context.Customer is { } customer => () => account.Pay(customer.Id.Value, 25_00, description: "Gift card"),
            Incident.FraudWarning when undisputed is not null => () => account.WarnOfFraud(undisputed.Charge!.Value.Value),
            Incident.DisputeOpens when undisputed is not null => () =>
                account.OpenDispute(undisputed.Charge!.Value.Value, dueBy: shop.Clock.GetUtcNow().AddDays(14)),
            Incident.DisputeWon when dispute is not null => () => account.CloseDispute(dispute.Id.Value, won: true),
            Incident.DisputeLost when dispute is not null => () => account.CloseDispute(dispute.Id.Value, won: false),
            Incident.SubscriptionRenews when subscription is not null => () => account.RenewSubscription(subscription.Id.Value),
            Incident.RenewalFails when subscription is not null => () => account.FailRenewal(subscription.Id.Value),
            _ => null,
        };
        happening?.Invoke();
        return happening is not null;
    }
}
