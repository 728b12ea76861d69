using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>How and until when an invoice is to be paid: https://docs.stripe.com/api/invoices/create</summary>
internal static class InvoiceTerms
{
    private const long DaySeconds = 24 * 60 * 60;

    public static IReadOnlyList<Parameter> Known { get; } =
    [
        Parameter.Flag("auto_advance"),
        Parameter.Choice("collection_method", "charge_automatically", "send_invoice"),
        Parameter.Integer("days_until_due", minimum: 0, maximum: 36_500),
        Parameter.Integer("due_date"),
        Parameter.Text("default_payment_method"),
        Parameter.TextOrEmpty("description"),
        Parameter.Metadata,
        .. Parameter.NotSimulated(
            "account_tax_ids", "application_fee_amount", "automatic_tax", "automatically_finalizes_at", "custom_fields",
            "customer_account", "default_source", "default_tax_rates", "discounts", "effective_at", "footer", "issuer", "number",
            "on_behalf_of", "payment_settings", "rendering", "shipping_cost", "shipping_details", "statement_descriptor",
            "transfer_data"),
    ];

    public static StripeError? Refuses(Call call, InvoiceRecord invoice)
    {
        var terms = Due(call).ToList();
        if (!Filled(call, invoice).IsSent)
        {
            return terms.Count == 0
                ? RefusesMethod(call, invoice)
                : new StripeError(400, $"You can only specify `{terms[0]}` if the collection method of the invoice is `send_invoice`.")
                { Param = terms[0] };
        }

        if (terms.Count == 2)
        {
            return new StripeError(400, "You may only specify one of these parameters: days_until_due, due_date.") { Param = "due_date" };
        }

        if (Filled(call, invoice).DueDate is not { } due)
        {
            return new StripeError(
                400, "If the collection method is `send_invoice`, you must specify `days_until_due` or `due_date` on the invoice.")
            { Param = "days_until_due" };
        }

        return terms.Count > 0 && due < call.Books.Now()
            ? new StripeError(400, "The due date must be in the future.") { Param = terms[0] }
            : RefusesMethod(call, invoice);
    }

    public static InvoiceRecord Filled(Call call, InvoiceRecord before)
    {
        var method = call.Text("collection_method") ?? before.CollectionMethod;
        var due = call.Integer("due_date")
            ?? (call.Integer("days_until_due") is { } days ? before.Created + (days * DaySeconds) : before.DueDate);
        return before with
        {
            AutoAdvance = call.Has("auto_advance") ? call.Flag("auto_advance") : before.AutoAdvance,
            TimeAdvances = before.TimeAdvances || call.Flag("auto_advance"),
            CollectionMethod = method,
            DueDate = method == "send_invoice" ? due : null,
            DefaultPaymentMethod = call.Text("default_payment_method") ?? before.DefaultPaymentMethod,
            Description = call.Changed("description", before.Description),
            Metadata = call.Metadata(before.Metadata),
        };
    }

    /// <summary>The parameters given that a finalized invoice takes no more.</summary>
    public static string? OfDrafts(Call call) => Due(call).Prepend("collection_method").FirstOrDefault(call.Has);

    private static IEnumerable<string> Due(Call call) => new[] { "days_until_due", "due_date" }.Where(call.Has);

    private static StripeError? RefusesMethod(Call call, InvoiceRecord invoice)
        => call.Text("default_payment_method") is { } id && call.Books.PaymentMethods.Find(id)?.Customer != invoice.Customer
            ? SubscriptionParts.NotAttached(id, "default_payment_method")
            : null;
}
