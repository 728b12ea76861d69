using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/invoices and https://docs.stripe.com/api/invoice-payment</summary>
internal static class InvoiceRoutes
{
    private static readonly InvoiceResource Invoices = new();
    private static readonly InvoicePaymentResource Payments = new();

    private static readonly ListFilter<InvoiceRecord>[] InvoiceFilters =
    [
        new("subscription", books => books.InvoicesBySubscription, invoice => invoice.Subscription),
        new("customer", books => books.InvoicesByCustomer, invoice => invoice.Customer),
    ];

    private static readonly ListFilter<InvoicePaymentRecord>[] PaymentFilters =
        [new("invoice", books => books.InvoicePaymentsByInvoice, payment => payment.Invoice)];

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(
            Invoices,
            [
                Parameter.Text("customer"),
                Parameter.Text("subscription"),
                Parameter.Choice("collection_method", "charge_automatically", "send_invoice"),
                Parameter.Choice("status", "draft", "open", "paid", "uncollectible", "void"),
                Parameter.Range("created"),
                Parameter.Range("due_date"),
                .. Parameter.NotSimulated("customer_account"),
            ],
            List),
        Searches.Route(Invoices, SearchFields.Invoice),
        Retrieval.Route(Invoices),
        Route.List(
            Payments,
            [
                Parameter.Text("invoice"),
                Parameter.Choice("status", "canceled", "open", "paid"),
                Parameter.Hash("payment", Parameter.Choice("type", "payment_intent", "payment_record"), Parameter.Text("payment_intent")),
                Parameter.Range("created"),
            ],
            ListPayments),
        Retrieval.Route(Payments),
    ];

    private static Answer List(Call call)
    {
        var (status, method, due) = (call.Text("status"), call.Text("collection_method"), call.Range("due_date"));
        return Lists.Answer(
            call,
            Invoices,
            InvoiceFilters,
            invoice => (status is null || invoice.Status == status)
                && (method is null || invoice.CollectionMethod == method)
                && (!call.Has("due_date") || (invoice.DueDate >= due.From && invoice.DueDate <= due.To)));
    }

    private static Answer ListPayments(Call call)
    {
        Func<InvoicePaymentRecord, bool>? where = call.Text("status") is { } status ? payment => payment.Status == status : null;
        if (!call.Has("payment"))
        {
            return Lists.Answer(call, Payments, PaymentFilters, where);
        }

        if (call.Text("payment", "type") is not "payment_intent" || call.Text("payment", "payment_intent") is not { } intent)
        {
            return new StripeError(400, "Missing required param: payment[type] must be payment_intent, with payment[payment_intent].")
            { Code = "parameter_missing", Param = "payment[payment_intent]" };
        }

        if (call.Books.PaymentIntents.Find(intent) is null)
        {
            return call.NoSuch("payment_intent", intent, "payment[payment_intent]", 400);
        }

        var invoice = call.Text("invoice");
        return Lists.Page(
            call,
            Payments,
            call.Books.InvoicePaymentsByPaymentIntent.Of(intent),
            payment => (where is null || where(payment)) && (invoice is null || payment.Invoice == invoice));
    }
}
