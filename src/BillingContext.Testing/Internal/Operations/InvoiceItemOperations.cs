using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>https://docs.stripe.com/api/invoiceitems</summary>
internal static class InvoiceItemOperations
{
    /// <summary>What waits for the customer's next invoice, newest first.</summary>
    public static IEnumerable<InvoiceItemRecord> Pending(Books books, string customer)
        => Table<InvoiceItemRecord>.Newest(books.InvoiceItemsByCustomer.Of(customer)).Where(item => item.Invoice is null);

    public static InvoiceItemRecord Add(Books books, InvoiceItemRecord item, long at)
    {
        books.InvoiceItems.Add(item);
        books.Emit("invoiceitem.created", at, item);
        Relist(books, item, lines => [.. lines, InvoiceLines.Of(item, item.Invoice!)], at);
        return item;
    }

    public static InvoiceItemRecord Change(Books books, InvoiceItemRecord item, long at)
    {
        books.InvoiceItems.Change(item);
        Relist(
            books,
            item,
            lines => [.. lines.Select(line => line.InvoiceItem == item.Id ? InvoiceLines.Of(item, item.Invoice!) : line)],
            at);
        return item;
    }

    public static void Remove(Books books, InvoiceItemRecord item, long at)
    {
        books.InvoiceItems.Remove(item.Id);
        books.Emit("invoiceitem.deleted", at, item);
        Relist(books, item, lines => [.. lines.Where(line => line.InvoiceItem != item.Id)], at);
    }

    private static void Relist(
        Books books, InvoiceItemRecord item, Func<IReadOnlyList<InvoiceLineRecord>, IReadOnlyList<InvoiceLineRecord>> change, long at)
    {
        if (books.Invoices.Find(item.Invoice) is { } invoice)
        {
            InvoiceOperations.Change(books, invoice with { Lines = change(invoice.Lines) }, at);
        }
    }
}
