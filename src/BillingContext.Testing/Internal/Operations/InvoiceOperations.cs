using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>The life of an invoice: https://docs.stripe.com/invoicing/overview#workflow</summary>
internal static class InvoiceOperations
{
    public static InvoiceRecord Finalize(Books books, InvoiceRecord invoice, long at)
    {
        var number = FormattableString.Invariant($"SIM-{++books.InvoiceNumbers:0000}");
        return Change(books, invoice with { Status = "open", Number = number, FinalizedAt = at }, "invoice.finalized", at);
    }

    /// <summary>
    /// Tries to collect an open invoice, on its payment intent when it has one already. Only the first attempt by hand counts:
    /// https://docs.stripe.com/api/invoices/object#invoice_object-attempt_count
    /// </summary>
    public static SimulatedInvoice Collect(
        Books books,
        InvoiceRecord invoice,
        SimulatedCard card,
        string? declineCode,
        long at,
        string? paymentMethod = null,
        bool byHand = false)
    {
        if (invoice.Total == 0)
        {
            Paid(books, invoice, at);
            return new SimulatedInvoice(invoice.Id, null, null);
        }

        var order = Order(invoice, card) with { PaymentMethod = paymentMethod };
        var payment = OpenPayment(books, invoice, order, at);
        var intent = books.PaymentIntents[payment.PaymentIntent];
        var counts = !byHand || invoice.AttemptCount == 0 || !invoice.TimeAdvances;
        invoice = counts ? invoice with { AttemptCount = invoice.AttemptCount + 1 } : invoice;
        if (declineCode is not null)
        {
            var failed = PaymentOperations.Decline(books, intent, order, declineCode, at);
            if (counts)
            {
                Failed(books, invoice, at);
            }
            else
            {
                books.Emit("invoice.payment_failed", at, invoice);
            }

            return new SimulatedInvoice(invoice.Id, intent.Id, failed.Id);
        }

        var charge = PaymentOperations.Succeed(books, intent, order, at);
        Settle(books, payment, invoice, at);
        return new SimulatedInvoice(invoice.Id, intent.Id, charge.Id);
    }

    /// <summary>An attempt came to nothing; another may follow.</summary>
    public static void Failed(Books books, InvoiceRecord invoice, long at)
    {
        var failed = invoice with { NextPaymentAttempt = Dunning.NextAttempt(invoice, at) };
        Change(books, failed, "invoice.payment_failed", at);
        SetSubscriptionStatus(books, invoice, "past_due", at);
        Dunning.Await(books, failed, at);
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

    public static InvoiceRecord Change(Books books, InvoiceRecord invoice, long at) => Change(books, invoice, null, at);

    /// <summary>With the event that says what happened to it, where there is one.</summary>
    public static InvoiceRecord Change(Books books, InvoiceRecord invoice, string? type, long at)
    {
        var previous = books.Invoices[invoice.Id];
        books.Invoices.Change(invoice);
        if (type is not null)
        {
            books.Emit(type, at, invoice);
        }

        books.Emit("invoice.updated", at, invoice, previous);
        return invoice;
    }

    public static void Paid(Books books, InvoiceRecord invoice, long at)
    {
        var paid = invoice with { Status = "paid", AmountPaid = invoice.Total, PaidAt = at, NextPaymentAttempt = null };
        Change(books, paid, "invoice.paid", at);
        books.Emit("invoice.payment_succeeded", at, paid);
        SetSubscriptionStatus(books, invoice, "active", at);
    }

    private static PaymentOrder Order(InvoiceRecord invoice, SimulatedCard card) => new()
    {
        Amount = invoice.Total,
        Currency = invoice.Currency,
        Customer = invoice.Customer,
        Description = invoice switch
        {
            { Subscription: null } => "Payment for Invoice",
            { BillingReason: "subscription_create" } => "Subscription creation",
            _ => "Subscription update",
        },
        Card = card,
    };

    private static void Settle(Books books, InvoicePaymentRecord payment, InvoiceRecord invoice, long at)
    {
        var done = payment with { Status = "paid", AmountPaid = invoice.Total, PaidAt = at };
        books.InvoicePayments.Change(done);
        Paid(books, invoice, at);
        books.Emit("invoice_payment.paid", at, done);
    }

    /// <summary>A failed payment makes a running subscription late, a paid one makes it current again.</summary>
    private static void SetSubscriptionStatus(Books books, InvoiceRecord invoice, string status, long at)
    {
        var subscription = books.Subscriptions.Find(invoice.Subscription);
        if (status == "past_due"
            ? subscription is { Status: "active" }
            : subscription is { Status: "past_due" or "unpaid" or "incomplete" })
        {
            SubscriptionOperations.Change(books, subscription! with { Status = status }, at);
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
