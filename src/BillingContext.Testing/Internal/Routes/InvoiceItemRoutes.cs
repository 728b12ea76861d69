using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/invoiceitems</summary>
internal static class InvoiceItemRoutes
{
    private static readonly InvoiceItemResource Resource = new();

    private static readonly ListFilter<InvoiceItemRecord>[] Filters =
    [
        new("invoice", books => books.InvoiceItemsByInvoice, item => item.Invoice),
        new("customer", books => books.InvoiceItemsByCustomer, item => item.Customer),
    ];

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(
            Resource,
            [Parameter.Text("customer"), Parameter.Text("invoice"), Parameter.Flag("pending"), Parameter.Range("created")],
            call => Lists.Answer(
                call, Resource, Filters, call.Has("pending") ? item => item.Invoice is null == call.Flag("pending") : null)),
        Retrieval.Route(Resource),
        Route.Change(
            "POST",
            "/v1/invoiceitems",
            Resource,
            Permissions.WriteInvoices,
            [.. InvoiceItemParts.Known, .. InvoiceItemParts.KnownToCreate],
            Create),
        Change("POST", InvoiceItemParts.Known, Update),
        Change("DELETE", [], Delete),
    ];

    private static Answer Create(Call call)
    {
        if (CustomerParts.Read(call, out var customer) is { } noCustomer)
        {
            return noCustomer;
        }

        var (books, now, id) = (call.Books, call.Books.Now(), customer!.Id);
        if (InvoiceItemParts.Invoice(call, id, out var invoice) is { } noInvoice)
        {
            return noInvoice;
        }

        var usual = invoice?.Currency ?? customer.Currency ?? "usd";
        if (InvoiceItemParts.Cost(call, usual, null, out var cost) is { } noCost)
        {
            return noCost;
        }

        if (invoice is not null && invoice.Currency != cost!.Currency)
        {
            return new StripeError(
                400, $"The currency of the invoice item ({cost.Currency}) must be that of the invoice ({invoice.Currency}).")
            { Param = "currency", Executed = true };
        }

        var blank = new InvoiceItemRecord
        {
            Id = books.Ids.InvoiceItem(),
            Created = now,
            Customer = id,
            Currency = cost!.Currency,
            UnitAmount = cost.UnitAmount,
            PeriodStart = now,
            PeriodEnd = now,
            Invoice = invoice?.Id,
        };
        return Answer.Object(Resource, InvoiceItemOperations.Add(books, InvoiceItemParts.Filled(call, blank, cost, now), now));
    }

    private static Answer Update(Call call, InvoiceItemRecord item)
    {
        if (InvoiceItemParts.Cost(call, item.Currency, item, out var cost) is { } noCost)
        {
            return noCost;
        }

        var now = call.Books.Now();
        return Answer.Object(
            Resource, InvoiceItemOperations.Change(call.Books, InvoiceItemParts.Filled(call, item, cost!, now), now));
    }

    private static Answer Delete(Call call, InvoiceItemRecord item)
    {
        InvoiceItemOperations.Remove(call.Books, item, call.Books.Now());
        return Answer.Object(new DeletedResource(Resource), item);
    }

    private static Route Change(string method, IReadOnlyList<Parameter> parameters, Func<Call, InvoiceItemRecord, Answer> handle)
        => Changes.Route(
            Resource,
            method,
            "",
            Permissions.WriteInvoices,
            parameters,
            (call, item) => call.Books.Invoices.Find(item.Invoice) is { Status: not "draft" } invoice
                ? InvoiceChanges.NotEditable(invoice.Id, null)
                : handle(call, item));
}
