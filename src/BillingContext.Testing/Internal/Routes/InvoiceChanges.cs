using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/invoices/create and its siblings that change or delete.</summary>
internal static class InvoiceChanges
{
    private static readonly InvoiceResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Change(
            "POST",
            "/v1/invoices",
            Resource,
            Permissions.WriteInvoices,
            [
                .. InvoiceTerms.Known,
                Parameter.Text("customer"),
                Parameter.Text("currency"),
                Parameter.Choice("pending_invoice_items_behavior", "exclude", "include"),
                .. Parameter.NotSimulated("from_invoice", "subscription"),
            ],
            Create),
        Change("POST", InvoiceTerms.Known, Update),
        Change("DELETE", [], Delete),
    ];

    private static Answer Create(Call call)
    {
        if (CustomerParts.Read(call, out var customer) is { } noCustomer)
        {
            return noCustomer;
        }

        var (books, now, id) = (call.Books, call.Books.Now(), customer!.Id);
        var gathers = call.Text("pending_invoice_items_behavior") == "include";
        var usual = (gathers ? InvoiceItemOperations.Pending(books, id).FirstOrDefault()?.Currency : null) ?? customer.Currency ?? "usd";
        if (AmountRules.RefusesCurrency(call.Text("currency") ?? usual, "currency", out var currency) is { } unknown)
        {
            return unknown;
        }

        var draft = InvoiceDrafts.Blank(books, id, currency, "manual", now) with { TimeAdvances = true };
        if (InvoiceTerms.Refuses(call, draft) is { } refusal)
        {
            return refusal;
        }

        draft = InvoiceTerms.Filled(call, draft);
        InvoiceDrafts.Add(books, gathers ? draft with { Lines = InvoiceDrafts.Gather(books, draft) } : draft, now);
        return Advanced(call, books.Invoices[draft.Id], false);
    }

    /// <summary>https://docs.stripe.com/api/invoices/update</summary>
    private static Answer Update(Call call, InvoiceRecord invoice)
    {
        if (invoice.Status != "draft" && InvoiceTerms.OfDrafts(call) is { } late)
        {
            return NotEditable(invoice.Id, late);
        }

        if (call.Has("auto_advance") && invoice.Status is not ("draft" or "open"))
        {
            return new StripeError(400, $"You can't change `auto_advance` of an invoice with a status of {invoice.Status}.")
            { Param = "auto_advance", Executed = true };
        }

        if (InvoiceTerms.Refuses(call, invoice) is { } refusal)
        {
            return refusal;
        }

        var changed = InvoiceTerms.Filled(call, invoice);
        changed = changed.AutoAdvance ? changed : changed with { NextPaymentAttempt = null };
        return Advanced(call, InvoiceOperations.Change(call.Books, changed, call.Books.Now()), invoice.AutoAdvance);
    }

    /// <summary>https://docs.stripe.com/invoicing/integration/automatic-advancement-collection</summary>
    private static Answer Advanced(Call call, InvoiceRecord invoice, bool advancedBefore)
    {
        if (invoice.AutoAdvance && !advancedBefore && call.Has("auto_advance"))
        {
            if (invoice.Status == "draft")
            {
                InvoiceDrafts.AwaitFinalization(call.Books, invoice, call.Books.Now());
            }
            else if (!invoice.IsSent)
            {
                InvoiceCollection.Charge(call.Books, invoice, call.Books.Now());
            }
        }

        return Answer.Object(Resource, call.Books.Invoices[invoice.Id]);
    }

    /// <summary>https://docs.stripe.com/api/invoices/delete</summary>
    private static Answer Delete(Call call, InvoiceRecord invoice)
    {
        if (invoice is not { Status: "draft", Subscription: null })
        {
            return new StripeError(
                400, "You can only delete draft invoices that do not belong to a subscription. Consider voiding this invoice instead.")
            { Code = "invoice_not_editable", Executed = true };
        }

        InvoiceDrafts.Delete(call.Books, invoice, call.Books.Now());
        return Answer.Object(new DeletedResource(Resource), invoice);
    }

    /// <summary>https://docs.stripe.com/error-codes#invoice-not-editable</summary>
    public static StripeError NotEditable(string invoice, string? param)
        => new(400, $"Invoice {invoice} is finalized and can no longer be edited in this way.")
        { Code = "invoice_not_editable", Param = param, Executed = true };

    private static Route Change(string method, IReadOnlyList<Parameter> parameters, Func<Call, InvoiceRecord, Answer> handle)
        => Changes.Route(Resource, method, "", Permissions.WriteInvoices, parameters, handle);
}
