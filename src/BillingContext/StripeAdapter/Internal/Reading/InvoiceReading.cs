using BillingContext.Payments;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal.Reading;

internal static class InvoiceReading
{
    internal static Invoice ToInvoice(this WireInvoice wire) => new()
    {
        Id = wire.Id is { } id ? WireValues.Id(id, "invoice", static id => new InvoiceId(id)) : null,
        Customer = wire.Customer.ToCustomerId(),
        Subscription = (wire.Parent?.SubscriptionDetails?.Subscription.Id ?? wire.Subscription.Id) is { } subscription
            ? WireValues.Id(subscription, "subscription", static id => new SubscriptionId(id))
            : null,
        Number = wire.Number,
        StripeStatus = wire.Status,
        BillingReason = wire.BillingReason,
        Total = wire.Total.ToMoney(wire.Currency),
        AmountPaid = wire.AmountPaid.ToMoney(wire.Currency),
        AmountRemaining = wire.AmountRemaining.ToMoney(wire.Currency),
        CreatedAt = wire.Created.ToInstant(),
        AttemptCount = wire.AttemptCount ?? 0,
        NextPaymentAttempt = wire.NextPaymentAttempt.ToInstant(),
        HostedUrl = Link(wire.HostedInvoiceUrl),
        PdfUrl = Link(wire.InvoicePdf),
        Payments = wire.Payments?.Data is not { } payments ? [] :
        [
            .. payments
                .Select(payment => WireValues.PaymentOf(payment.Payment?.PaymentIntent.Id, payment.Payment?.Charge.Id))
                .OfType<PaymentId>(),
        ],
        PaidBy = wire.Payments?.Data is not { } attempts ? [] :
        [
            .. attempts
                .Where(payment => payment.Status == "paid")
                .Select(payment => (Id: WireValues.PaymentOf(payment.Payment?.PaymentIntent.Id, payment.Payment?.Charge.Id), Amount: payment.AmountPaid.ToMoney(wire.Currency)))
                .Where(payment => payment.Id is not null)
                .Select(payment => new InvoicePayment(payment.Id!.Value, payment.Amount)),
        ],
    };

    private static Uri? Link(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps ? url : null;
}
