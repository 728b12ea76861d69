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
        Post("/finalize", Finalize, [.. Parameter.NotSimulated("auto_advance")]),
        Post("/pay", Pay, [
            Parameter.Text("payment_method"),
            Parameter.Flag("off_session"),
            .. Parameter.NotSimulated("forgive", "mandate", "paid_out_of_band", "source")]),
        Post("/void", (call, invoice) => End(call, invoice, "voided", i => i with { Status = "void", VoidedAt = call.Books.Now() }), []),
        Post("/mark_uncollectible", (call, invoice) => End(
            call, invoice, "marked_uncollectible", i => i with { Status = "uncollectible", MarkedUncollectibleAt = call.Books.Now() }), []),
    ];

    private static Answer Finalize(Call call, InvoiceRecord invoice)
        => invoice.Status == "draft"
            ? Answer.Object(Resource, InvoiceOperations.Finalize(call.Books, invoice, call.Books.Now()))
            : Refusal("This invoice is already finalized, you can't re-finalize a non-draft invoice.");

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
            return PaymentIntentParts.NoSuchMethod(given);
        }

        if (given is not null && books.PaymentMethods.Find(given)?.Customer != invoice.Customer)
        {
            return SubscriptionParts.NotAttached(given, "payment_method");
        }

        var usual = books.Subscriptions.Find(invoice.Subscription)?.PaymentMethod ?? books.Customers[invoice.Customer].DefaultPaymentMethod;
        if (books.PaymentMethods.Find(given ?? usual) is not { } method)
        {
            return Refusal("There is no `default_payment_method` set on this Customer or Invoice. Please set a `default_payment_method`.");
        }

        var paid = InvoiceOperations.Collect(
            books, invoice, method.Card, SubscriptionRenewals.DeclineCode(books, method.Id), now, method.Id);
        var intent = books.PaymentIntents.Find(paid.PaymentIntentId);
        return intent?.LastFailure is { } failure && intent.Status != "succeeded"
            ? StripeError.Card(failure, intent)
            : Answer.Object(Resource, books.Invoices[invoice.Id]);
    }

    private static Answer End(Call call, InvoiceRecord invoice, string what, Func<InvoiceRecord, InvoiceRecord> change)
        => invoice.Status == "open" || (invoice.Status == "uncollectible" && what == "voided")
            ? Answer.Object(Resource, InvoiceOperations.Change(call.Books, change(invoice), "invoice." + what, call.Books.Now()))
            : Refusal($"You can only do this to an open invoice; this one has a status of {invoice.Status}.");

    private static StripeError Refusal(string message) => new(400, message) { Executed = true };

    private static Route Post(string action, Func<Call, InvoiceRecord, Answer> handle, IReadOnlyList<Parameter> parameters)
        => Route.Change(
            "POST",
            "/v1/invoices/{id}" + action,
            Resource,
            Permissions.WriteInvoices,
            parameters,
            call => call.Books.Invoices.Find(call.Id) is { } invoice
                ? handle(call, invoice)
                : call.NoSuch("invoice", call.Id, "invoice", 404));
}
