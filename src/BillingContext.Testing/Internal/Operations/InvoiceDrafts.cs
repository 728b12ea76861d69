using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>New invoices: https://docs.stripe.com/api/invoices/create</summary>
internal static class InvoiceDrafts
{
    // https://docs.stripe.com/invoicing/integration/automatic-advancement-collection
    private const long DraftSeconds = 60 * 60;

    /// <summary>The invoice of a subscription's period, which takes along what waits for the customer's next invoice.</summary>
    public static InvoiceRecord For(Books books, SubscriptionRecord subscription, string billingReason, long at, bool trial = false)
    {
        var invoice = Blank(books, subscription.Customer, subscription.Currency, billingReason, at) with
        {
            Subscription = subscription.Id,
            PeriodStart = subscription.PeriodStart,
            PeriodEnd = subscription.PeriodEnd,
            AutoAdvance = subscription.Status != "unpaid",
            TimeAdvances = subscription.TimeRenews,
        };
        var lines = InvoiceLines.Of(books, subscription, invoice.Id, trial, at);
        return Add(books, invoice with { Lines = [.. Gather(books, invoice), .. lines] }, at);
    }

    /// <summary>An invoice without a subscription, by a set-up verb.</summary>
    public static InvoiceRecord For(
        Books books, string customer, long amount, string currency, string? description, bool autoAdvance, long at)
    {
        var invoice = Blank(books, customer, currency, "manual", at) with { Description = description, AutoAdvance = autoAdvance };
        return Add(books, invoice with { Lines = [InvoiceLines.Single(invoice.Id, amount, currency, description, at)] }, at);
    }

    public static InvoiceRecord Blank(Books books, string customerId, string currency, string billingReason, long at)
    {
        var customer = books.Customers[customerId];
        return new InvoiceRecord
        {
            Id = books.Ids.Invoice(),
            Created = at,
            Customer = customerId,
            CustomerEmail = customer.Email,
            CustomerName = customer.Name,
            Status = "draft",
            Currency = currency,
            BillingReason = billingReason,
            PeriodStart = at,
            PeriodEnd = at,
        };
    }

    /// <summary>The items that wait for the customer's next invoice, newest first; from here they wait no more.</summary>
    public static IReadOnlyList<InvoiceLineRecord> Gather(Books books, InvoiceRecord invoice)
    {
        var waiting = InvoiceItemOperations.Pending(books, invoice.Customer).Where(item => item.Currency == invoice.Currency).ToList();
        foreach (var item in waiting)
        {
            books.InvoiceItems.Change(item with { Invoice = invoice.Id });
        }

        return [.. waiting.Select(item => InvoiceLines.Of(item, invoice.Id))];
    }

    public static InvoiceRecord Add(Books books, InvoiceRecord invoice, long at)
    {
        books.Invoices.Add(invoice);
        books.Emit("invoice.created", at, invoice);
        return invoice;
    }

    /// <summary>A draft that may advance by itself is finalized after an hour, and sent or charged.</summary>
    public static void AwaitFinalization(Books books, InvoiceRecord draft, long at)
        => books.Due.Add(at + DraftSeconds, due =>
        {
            if (books.Invoices.Find(draft.Id) is not { Status: "draft", AutoAdvance: true } invoice)
            {
                return;
            }

            if (InvoiceCollection.RefusesTotal(invoice) is not null)
            {
                books.Emit("invoice.finalization_failed", due, invoice);
                return;
            }

            invoice = InvoiceCollection.Finalize(books, invoice, due);
            if (invoice is { IsSent: true, Status: "open" })
            {
                books.Emit("invoice.sent", due, invoice);
            }
        });

    /// <summary>What was on it goes with it.</summary>
    public static void Delete(Books books, InvoiceRecord draft, long at)
    {
        foreach (var item in Table<InvoiceItemRecord>.Newest(books.InvoiceItemsByInvoice.Of(draft.Id)).ToList())
        {
            books.InvoiceItems.Remove(item.Id);
            books.Emit("invoiceitem.deleted", at, item);
        }

        books.Invoices.Remove(draft.Id);
        books.Emit("invoice.deleted", at, draft);
    }
}
