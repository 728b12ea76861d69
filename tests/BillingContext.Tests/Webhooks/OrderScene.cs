using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using BillingContext.Tests.Framework;

namespace BillingContext.Tests.Webhooks;

/// <summary>Something that happens at Stripe, and what must be true here after its events were delivered, in whatever order.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Before">What there is before: nothing of it is delivered, and the customer's context is read and kept.</param>
/// <param name="Happens">What then happens.</param>
/// <param name="Ends">What our own request comes to; null if there is none.</param>
/// <param name="Types">Which of the events are delivered, by the beginnings of their types; all of them if null. At most seven may be left.</param>
internal sealed record OrderScene(
    string Name, Func<OrderScene.Stage, Task> Before, Func<OrderScene.Stage, Task> Happens, string? Ends = null, string[]? Types = null)
{
    private const string Request = "request-1";

    internal static readonly OrderScene[] All =
    [
        new("a refund of ours is sent", Paid, async on => await RefundAsync(on, "pending", refund => on.Stripe.CompleteRefund(refund)), "Succeeded"),
        new("a refund of ours fails", Paid, async on => await RefundAsync(on, "pending", refund => on.Stripe.FailRefund(refund)), "Failed"),
        new("a refund of ours fails days after it was sent", Paid, async on => await RefundAsync(on, null, refund => on.PassDaysAnd(() => on.Stripe.FailRefund(refund))), "Failed"),
        new("the answer to a refund of ours is lost", Paid, async on =>
        {
            on.Desk.Stripe.Faults.Add(StripeFault.LoseReply().On("POST", "/v1/refunds"));
            await on.Desk.Refunds.RefundAsync(Desk.Request(on.Customer, on.Payment, 1_000));
        }, "Succeeded"),
        new("the answer to a refund of ours is lost, and it fails", Paid, async on =>
        {
            on.Desk.Stripe.Faults.Add(StripeFault.LoseReply().On("POST", "/v1/refunds"));
            on.Stripe.SetNextRefundStatus("pending");
            await on.Desk.Refunds.RefundAsync(Desk.Request(on.Customer, on.Payment, 1_000));
            on.Stripe.FailRefund(on.Stripe.Refunds.Single().Id);
        }, "Failed"),
        new("somebody refunds twice in the dashboard in one second", Paid, on => Do(() =>
        {
            on.Stripe.Refund(on.Payment, 1_000);
            on.Stripe.Refund(on.Payment, 1_000);
        })),
        new("ours and a refund of the dashboard in one second", Paid, async on =>
        {
            await on.Desk.Refunds.RefundAsync(Desk.Request(on.Customer, on.Payment, 1_000));
            on.Stripe.Refund(on.Payment, 500);
        }, "Succeeded"),
        new("a refund waits for an approval of Stripe's and gets it", Paid, async on =>
        {
            on.Stripe.RequireApprovalAbove(100);
            var waits = await on.Desk.Refunds.RefundAsync(Desk.Request(on.Customer, on.Payment, 1_000));
            on.Stripe.ApproveRefund(waits.StripeApproval!.Id);
        }, "Succeeded"),
        new("a dispute is opened, answered and lost", Paid, on => Do(() =>
        {
            var dispute = on.Stripe.OpenDispute(on.Payment.ChargeId, "product_not_received");
            on.Stripe.UpdateDispute(dispute, "under_review");
            on.Stripe.CloseDispute(dispute, won: false);
        })),
        new("a dispute is opened and won", Paid, on => Do(() => on.Stripe.CloseDispute(on.Stripe.OpenDispute(on.Payment.ChargeId, "fraudulent"), won: true))),
        new("a bank warns, and all of it is refunded", Paid, async on =>
        {
            on.Stripe.WarnOfFraud(on.Payment.ChargeId);
            await on.Desk.Refunds.RefundAsync(Desk.Request(on.Customer, on.Payment));
        }, "Succeeded"),
        new("a payment is made", Nothing, on => Do(() => on.Stripe.Pay(on.Customer, 4_200))),
        new("a payment fails, and is tried again", Nothing, on => Do(() =>
        {
            var declined = on.Stripe.DeclinePayment(on.Customer, 4_200);
            on.Stripe.RetryPayment(declined.PaymentIntentId!);
        })),
        new("an authorization is captured in part", Nothing, on => Do(() => on.Stripe.Capture(on.Stripe.Authorize(on.Customer, 4_200).PaymentIntentId!, 4_000))),
        new("an authorization is released", Nothing, on => Do(() => on.Stripe.CancelPayment(on.Stripe.Authorize(on.Customer, 4_200).PaymentIntentId!))),
        new("a subscription is made", Nothing, on => Do(() => on.Stripe.Subscribe(on.Customer)), Types: ["customer.subscription", "invoice."]),
        new("a renewal fails, and is paid after all", Subscribed, on => Do(() =>
        {
            var invoice = on.Stripe.FailRenewal(on.Subscription.SubscriptionId);
            on.Stripe.PayInvoice(invoice.InvoiceId);
        }), Types: ["customer.subscription", "invoice.p", "payment_intent.s"]),
        new("we cancel now and refund", Subscribed, async on => await on.Desk.Subscriptions.CancelAsync(
            Desk.Cancellation(on.Customer, on.Subscription.SubscriptionId) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full }), "Canceled, Succeeded"),
        new("the answer to a cancellation of ours is lost, and somebody pauses it besides", Subscribed, async on =>
        {
            on.Stripe.PauseCollection(on.Subscription.SubscriptionId);
            on.Desk.Stripe.Faults.Add(StripeFault.LoseReply().On("DELETE", $"/v1/subscriptions/{on.Subscription.SubscriptionId}"));
            await on.Desk.Subscriptions.CancelAsync(Desk.Cancellation(on.Customer, on.Subscription.SubscriptionId) with { Kind = CancellationKind.Now });
        }, "Canceled, -"),
        new("we cancel at the period's end, and somebody undoes it in the dashboard", Subscribed, async on =>
        {
            await on.Desk.Subscriptions.CancelAsync(Desk.Cancellation(on.Customer, on.Subscription.SubscriptionId) with { Kind = CancellationKind.AtPeriodEnd });
            on.Stripe.CancelAtPeriodEnd(on.Subscription.SubscriptionId, value: false);
        }, "Scheduled, -"),
        new("the customer's record is changed and deleted", Paid, on => Do(() =>
        {
            on.Stripe.UpdateCustomer(on.Customer, name: "Another Name");
            on.Stripe.UpdateCustomer(on.Customer, name: "Third Name");
            on.Stripe.DeleteCustomer(on.Customer);
        })),
    ];

    public override string ToString() => Name;

    private static Task Nothing(Stage on) => Task.CompletedTask;

    private static Task Paid(Stage on) => Do(() => on.Payment = on.Stripe.Pay(on.Customer, 4_200));

    private static Task Subscribed(Stage on) => Do(() => on.Subscription = on.Stripe.Subscribe(on.Customer));

    private static async Task RefundAsync(Stage on, string? status, Action<string> then)
    {
        on.Stripe.SetNextRefundStatus(status);
        var made = await on.Desk.Refunds.RefundAsync(Desk.Request(on.Customer, on.Payment, 1_000));
        then(made.Refund!.Value.Value);
    }

    private static Task Do(Action happens)
    {
        happens();
        return Task.CompletedTask;
    }

    /// <summary>Where a scene is played.</summary>
    internal sealed class Stage(Desk desk)
    {
        internal Desk Desk { get; } = desk;

        internal SimulatedAccount Stripe { get; } = desk.Stripe.Account;

        internal string Customer { get; } = desk.Stripe.Account.AddCustomer("buyer@example.com", "First Name");

        internal SimulatedPayment Payment { get; set; } = null!;

        internal SimulatedSubscription Subscription { get; set; } = null!;

        internal void PassDaysAnd(Action happens)
        {
            Desk.Time.Advance(TimeSpan.FromDays(3));
            happens();
        }

        /// <summary>What became of our own request.</summary>
        internal async Task<string?> EndsAsync() =>
            await Desk.Store.GetRefundIntentAsync(MerchantId.Default, Request, default) is { } refund ? refund.State.ToString()
            : await Desk.Store.GetCancellationAsync(MerchantId.Default, "cancel-1", default) is { } cancellation ? $"{cancellation.State}, {cancellation.Refund?.ToString() ?? "-"}"
            : null;
    }
}
