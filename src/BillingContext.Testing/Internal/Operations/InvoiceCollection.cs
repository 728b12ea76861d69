using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>What happens to an invoice without a set-up verb: https://docs.stripe.com/invoicing/overview#workflow</summary>
internal static class InvoiceCollection
{
    /// <summary>Stripe would move such a total to the customer's balance: https://docs.stripe.com/invoicing/customer/balance</summary>
    public static StripeError? RefusesTotal(InvoiceRecord invoice)
        => invoice.Total < 0 || (invoice.Total > 0 && invoice.Total < Currencies.Minimum(invoice.Currency))
            ? Errors.NotSimulated("invoices of less than the smallest charge, which move the customer's balance", "invoice")
            : invoice.Total > 0 ? AmountRules.Refuses(invoice.Total, invoice.Currency) : null;

    /// <summary>Nothing to pay is paid. One that advances by itself is charged at once; any other waits for its payment.</summary>
    public static InvoiceRecord Finalize(Books books, InvoiceRecord draft, long at)
    {
        var invoice = InvoiceOperations.Finalize(books, draft, at);
        if (invoice.Total == 0)
        {
            InvoiceOperations.Paid(books, invoice, at);
        }
        else if (invoice is { AutoAdvance: true, IsSent: false, TimeAdvances: true })
        {
            Charge(books, invoice, at);
        }
        else
        {
            InvoiceOperations.Ask(books, invoice, SimulatedCard.Default, at);
        }

        return books.Invoices[invoice.Id];
    }

    /// <summary>
    /// The invoice's own payment method, the subscription's or the customer's:
    /// https://docs.stripe.com/billing/subscriptions/payment-methods-setting#payment-method-priority
    /// </summary>
    public static PaymentMethodRecord? Method(Books books, InvoiceRecord invoice)
        => books.PaymentMethods.Find(
            invoice.DefaultPaymentMethod
            ?? books.Subscriptions.Find(invoice.Subscription)?.PaymentMethod
            ?? books.Customers[invoice.Customer].DefaultPaymentMethod);

    /// <summary>An attempt without the customer.</summary>
    public static void Charge(Books books, InvoiceRecord invoice, long at)
    {
        if (Method(books, invoice) is { } method)
        {
            InvoiceOperations.Collect(
                books, invoice, method.Card, SubscriptionRenewals.DeclineCode(books, method.Id), at, method.Id);
        }
        else if (books.Subscriptions.Find(invoice.Subscription) is { } subscription)
        {
            InvoiceOperations.Collect(books, invoice, subscription.Card, null, at);
        }
        else
        {
            InvoiceOperations.Ask(books, invoice, SimulatedCard.Default, at);
            InvoiceOperations.Failed(books, invoice with { AttemptCount = invoice.AttemptCount + 1 }, at);
        }
    }

    /// <summary>Nobody is to pay it any more: https://docs.stripe.com/api/invoices/void</summary>
    public static InvoiceRecord Void(Books books, InvoiceRecord invoice, long at)
    {
        var open = Table<InvoicePaymentRecord>.Newest(books.InvoicePaymentsByInvoice.Of(invoice.Id))
            .Where(payment => payment.Status == "open").ToList();
        foreach (var payment in open)
        {
            books.InvoicePayments.Change(payment with { Status = "canceled", CanceledAt = at });
            PaymentOperations.Cancel(books, books.PaymentIntents[payment.PaymentIntent], "void_invoice", at);
        }

        return InvoiceOperations.Change(
            books, invoice with { Status = "void", VoidedAt = at, NextPaymentAttempt = null }, "invoice.voided", at);
    }
}
