using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>The life of an invoice: https://docs.stripe.com/invoicing/overview#workflow</summary>
internal static class InvoiceOperations
{
    private const long RetrySeconds = 3 * 24 * 60 * 60;

    public static InvoiceRecord Draft(Books books, SubscriptionRecord subscription, string billingReason, long amount, long at)
        => Draft(books, subscription.Customer, amount, subscription.Currency, billingReason, null, subscription, at);

    public static InvoiceRecord Draft(
        Books books,
        string customerId,
        long amount,
        string currency,
        string billingReason,
        string? description,
        SubscriptionRecord? subscription,
        long at)
    {
        var customer = books.Customers[customerId];
        var invoice = new InvoiceRecord
        {
            Id = books.Ids.Invoice(),
            Created = at,
            Customer = customerId,
            CustomerEmail = customer.Email,
            CustomerName = customer.Name,
            Status = "draft",
            Total = amount,
            Currency = currency,
            BillingReason = billingReason,
            Description = description,
            Subscription = subscription?.Id,
            SubscriptionItem = subscription?.Item,
            Price = subscription?.Price,
            Product = subscription?.Product,
            PeriodStart = subscription?.PeriodStart ?? at,
            PeriodEnd = subscription?.PeriodEnd ?? at,
        };
        books.Invoices.Add(invoice);
        books.Emit("invoice.created", at, invoice);
        return invoice;
    }

    public static InvoiceRecord Finalize(Books books, InvoiceRecord invoice, long at)
    {
        var number = FormattableString.Invariant($"SIM-{books.Invoices.All.Count:0000}");
        return Change(books, invoice with { Status = "open", Number = number, FinalizedAt = at }, "invoice.finalized", at);
    }

    /// <summary>Tries to collect an open invoice, on its payment intent when it has one already.</summary>
    public static SimulatedInvoice Collect(
        Books books, InvoiceRecord invoice, SimulatedCard card, string? declineCode, long at, string? paymentMethod = null)
    {
        if (invoice.Total == 0)
        {
            Paid(books, invoice, at);
            return new SimulatedInvoice(invoice.Id, null, null);
        }

        var order = Order(invoice, card) with { PaymentMethod = paymentMethod };
        var payment = OpenPayment(books, invoice, order, at);
        var intent = books.PaymentIntents[payment.PaymentIntent];
        invoice = invoice with { AttemptCount = invoice.AttemptCount + 1 };
        if (declineCode is not null)
        {
            var failed = PaymentOperations.Decline(books, intent, order, declineCode, at);
            Change(books, invoice with { NextPaymentAttempt = at + RetrySeconds }, "invoice.payment_failed", at);
            SetSubscriptionStatus(books, invoice, "past_due", at);
            return new SimulatedInvoice(invoice.Id, intent.Id, failed.Id);
        }

        var charge = PaymentOperations.Succeed(books, intent, order, at);
        Settle(books, payment, invoice, at);
        return new SimulatedInvoice(invoice.Id, intent.Id, charge.Id);
    }

    /// <summary>Leaves the payment to somebody who confirms it: https://docs.stripe.com/billing/subscriptions/build-subscriptions</summary>
    public static SimulatedInvoice Ask(Books books, InvoiceRecord invoice, SimulatedCard card, long at)
        => new(invoice.Id, OpenPayment(books, invoice, Order(invoice, card), at).PaymentIntent, null);

    /// <summary>The payment intent of an invoice was paid by itself.</summary>
    public static void PaidBy(Books books, string intent, long at)
    {
        var newest = Table<InvoicePaymentRecord>.Newest(books.InvoicePaymentsByPaymentIntent.Of(intent)).FirstOrDefault();
        if (newest is { Status: "open" } payment
            && books.Invoices[payment.Invoice] is { Status: "open" } invoice)
        {
            Settle(books, payment, invoice with { AttemptCount = invoice.AttemptCount + 1 }, at);
        }
    }

    public static InvoiceRecord Change(Books books, InvoiceRecord invoice, string type, long at)
    {
        var previous = books.Invoices[invoice.Id];
        books.Invoices.Change(invoice);
        books.Emit(type, at, invoice);
        books.Emit("invoice.updated", at, invoice, previous);
        return invoice;
    }

    private static PaymentOrder Order(InvoiceRecord invoice, SimulatedCard card) => new()
    {
        Amount = invoice.Total,
        Currency = invoice.Currency,
        Customer = invoice.Customer,
        Description = invoice.Subscription is null ? "Payment for Invoice" : "Subscription update",
        Card = card,
    };

    private static void Settle(Books books, InvoicePaymentRecord payment, InvoiceRecord invoice, long at)
    {
        var done = payment with { Status = "paid", AmountPaid = invoice.Total, PaidAt = at };
        books.InvoicePayments.Change(done);
        Paid(books, invoice, at);
        books.Emit("invoice_payment.paid", at, done);
    }

    private static void Paid(Books books, InvoiceRecord invoice, long at)
    {
        var paid = invoice with { Status = "paid", AmountPaid = invoice.Total, PaidAt = at, NextPaymentAttempt = null };
        Change(books, paid, "invoice.paid", at);
        books.Emit("invoice.payment_succeeded", at, paid);
        SetSubscriptionStatus(books, invoice, "active", at);
    }

    /// <summary>A failed payment makes a running subscription late, a paid one makes it current again.</summary>
    private static void SetSubscriptionStatus(Books books, InvoiceRecord invoice, string status, long at)
    {
        if (books.Subscriptions.Find(invoice.Subscription) is { Status: "active" or "past_due" or "unpaid" or "incomplete" } subscription
            && subscription.Status != status
            && (status == "active" || subscription.Status != "incomplete"))
        {
            SubscriptionOperations.Change(books, subscription with { Status = status }, at);
        }
    }

    private static InvoicePaymentRecord OpenPayment(Books books, InvoiceRecord invoice, PaymentOrder order, long at)
    {
        if (Table<InvoicePaymentRecord>.Newest(books.InvoicePaymentsByInvoice.Of(invoice.Id)).FirstOrDefault() is { } existing)
        {
            return existing;
        }

        var payment = new InvoicePaymentRecord
        {
            Id = books.Ids.InvoicePayment(),
            Created = at,
            Invoice = invoice.Id,
            PaymentIntent = PaymentOperations.CreateIntent(books, order, at).Id,
            AmountRequested = invoice.Total,
            Currency = invoice.Currency,
            Status = "open",
        };
        books.InvoicePayments.Add(payment);
        return payment;
    }
}
