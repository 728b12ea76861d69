using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/invoicing/overview#workflow</summary>
internal static class InvoiceActions
{
    private static readonly InvoiceResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Post("/finalize", Finalize, [Parameter.Flag("auto_advance")]),
        Post("/send", Send, []),
        Post("/pay", Pay, [
            Parameter.Text("payment_method"),
            Parameter.Flag("off_session"),
            .. Parameter.NotSimulated("forgive", "mandate", "paid_out_of_band", "source")]),
        Post("/void", Void, []),
        Post("/mark_uncollectible", GiveUp, []),
    ];

    private static Answer Finalize(Call call, InvoiceRecord invoice)
    {
        if (invoice.Status != "draft")
        {
            return Refusal("This invoice is already finalized, you can't re-finalize a non-draft invoice.");
        }

        if (InvoiceCollection.RefusesTotal(invoice) is { } refusal)
        {
            return refusal;
        }

        var advances = call.Has("auto_advance") ? call.Flag("auto_advance") : invoice.AutoAdvance;
        var draft = invoice with { AutoAdvance = advances, TimeAdvances = invoice.TimeAdvances || call.Flag("auto_advance") };
        return Answer.Object(Resource, InvoiceCollection.Finalize(call.Books, draft, call.Books.Now()));
    }

    /// <summary>https://docs.stripe.com/api/invoices/send: no e-mail leaves, as in test mode.</summary>
    private static Answer Send(Call call, InvoiceRecord invoice)
    {
        if (!invoice.IsSent)
        {
            return Refusal("You can only manually send an invoice if its collection method is `send_invoice`.");
        }

        if (invoice.Status is not ("draft" or "open" or "paid"))
        {
            return Refusal($"Invoices with a status of {invoice.Status} cannot be sent.");
        }

        if (invoice.Status == "draft")
        {
            if (InvoiceCollection.RefusesTotal(invoice) is { } refusal)
            {
                return refusal;
            }

            invoice = InvoiceCollection.Finalize(call.Books, invoice, call.Books.Now());
        }

        call.Books.Emit("invoice.sent", call.Books.Now(), invoice);
        return Answer.Object(Resource, invoice);
    }

    /// <summary>https://docs.stripe.com/api/invoices/pay</summary>
    private static Answer Pay(Call call, InvoiceRecord invoice)
    {
        var (books, now) = (call.Books, call.Books.Now());
        if (invoice.Status is not ("open" or "uncollectible"))
        {
            return Refusal(
                invoice.Status == "paid" ? "Invoice is already paid" : $"Invoices with a status of {invoice.Status} cannot be paid.");
        }

        var given = call.Text("payment_method");
        if (given is not null && !PaymentMethodOperations.Exists(books, given))
        {
            return PaymentIntentParts.MissingMethod(call, given, 400);
        }

        if (given is not null && books.PaymentMethods.Find(given)?.Customer != invoice.Customer)
        {
            return SubscriptionParts.NotAttached(given, "payment_method");
        }

        if ((given is null ? InvoiceCollection.Method(books, invoice) : books.PaymentMethods.Find(given)) is not { } method)
        {
            return Refusal("There is no `default_payment_method` set on this Customer or Invoice. Please set a `default_payment_method`.");
        }

        var paid = InvoiceOperations.Collect(
            books, invoice, method.Card, SubscriptionRenewals.DeclineCode(books, method.Id), now, method.Id, byHand: true);
        var intent = books.PaymentIntents.Find(paid.PaymentIntentId);
        return intent?.LastFailure is { } failure && intent.Status != "succeeded"
            ? StripeError.Card(failure, intent)
            : Answer.Object(Resource, books.Invoices[invoice.Id]);
    }

    private static Answer Void(Call call, InvoiceRecord invoice)
        => invoice.Status is "open" or "uncollectible"
            ? Answer.Object(Resource, InvoiceCollection.Void(call.Books, invoice, call.Books.Now()))
            : NotOpen(invoice);

    private static Answer GiveUp(Call call, InvoiceRecord invoice)
    {
        if (invoice.Status != "open")
        {
            return NotOpen(invoice);
        }

        var now = call.Books.Now();
        var given = invoice with { Status = "uncollectible", MarkedUncollectibleAt = now, NextPaymentAttempt = null };
        return Answer.Object(Resource, InvoiceOperations.Change(call.Books, given, "invoice.marked_uncollectible", now));
    }

    private static StripeError NotOpen(InvoiceRecord invoice)
        => Refusal($"You can only do this to an open invoice; this one has a status of {invoice.Status}.");

    private static StripeError Refusal(string message) => new(400, message) { Executed = true };

    private static Route Post(string action, Func<Call, InvoiceRecord, Answer> handle, IReadOnlyList<Parameter> parameters)
        => Changes.Route(Resource, "POST", action, Permissions.WriteInvoices, parameters, handle);
}
