using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/invoices/object</summary>
internal sealed class InvoiceResource : ResourceOf<InvoiceRecord>
{
    public override string Name => "invoice";

    public override string Url => "/v1/invoices";

    public override string IdParam => "invoice";

    public override IReadOnlyList<Permission> Read => Permissions.ReadInvoices;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
    [
        new("customer", "customer"),
        new("payments", "invoice_payment", IsList: true),
        new("parent.subscription_details.subscription", "subscription"),
        new("default_payment_method", "payment_method"),
        new("on_behalf_of", null),
        new("test_clock", null),
    ];

    public override Table<InvoiceRecord> Table(Books books) => books.Invoices;

    protected override void Fill(ObjectWriter writer, InvoiceRecord record)
    {
        writer.Number("amount_due", record.Total);
        writer.Number("amount_overpaid", 0);
        writer.Number("amount_paid", record.AmountPaid);
        writer.Number("amount_remaining", record.Total - record.AmountPaid);
        writer.Number("attempt_count", record.AttemptCount);
        writer.Flag("attempted", record.AttemptCount > 0);
        writer.Flag("auto_advance", record is { AutoAdvance: true, Status: "draft" or "open" });
        writer.Text("billing_reason", record.BillingReason);
        if (!writer.Version.IsBasilOrLater)
        {
            WriteLinksOfOldVersions(writer, record);
        }

        writer.Text("collection_method", record.CollectionMethod);
        writer.Number("created", record.Created);
        writer.Text("currency", record.Currency);
        writer.Reference("customer", record.Customer, "customer");
        writer.Text("customer_email", record.CustomerEmail);
        writer.Text("customer_name", record.CustomerName);
        writer.Reference("default_payment_method", record.DefaultPaymentMethod, "payment_method");
        writer.Text("description", record.Description);
        writer.Number("due_date", record.DueDate);
        writer.Number("effective_at", record.FinalizedAt);
        writer.Text("hosted_invoice_url", record.FinalizedAt is null ? null : $"https://invoice.stripe.com/i/{record.Id}");
        writer.Text("invoice_pdf", record.FinalizedAt is null ? null : $"https://pay.stripe.com/invoice/{record.Id}/pdf");
        writer.List("lines", "line_item", $"/v1/invoices/{record.Id}/lines", record.Lines);
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Metadata(record.Metadata);
        writer.Number("next_payment_attempt", record.NextPaymentAttempt);
        writer.Text("number", record.Number);
        writer.Nulls("on_behalf_of");
        WriteParent(writer, record);
        writer.ListWhenExpanded(
            "payments",
            "invoice_payment",
            $"/v1/invoice_payments?invoice={record.Id}",
            () => Table<InvoicePaymentRecord>.Newest(writer.Books.InvoicePaymentsByInvoice.Of(record.Id)));
        writer.Number("period_end", record.PeriodEnd);
        writer.Number("period_start", record.PeriodStart);
        writer.Number("starting_balance", 0);
        writer.Text("status", record.Status);
        writer.Hash("status_transitions", () =>
        {
            writer.Number("finalized_at", record.FinalizedAt);
            writer.Number("marked_uncollectible_at", record.MarkedUncollectibleAt);
            writer.Number("paid_at", record.PaidAt);
            writer.Number("voided_at", record.VoidedAt);
        });
        writer.Number("subtotal", record.Total);
        writer.Nulls("test_clock");
        writer.Number("total", record.Total);
    }

    private static void WriteParent(ObjectWriter writer, InvoiceRecord record)
    {
        if (record.Subscription is not { } subscription)
        {
            writer.Nulls("parent");
            return;
        }

        writer.Hash("parent", () =>
        {
            writer.Nulls("quote_details");
            writer.Hash("subscription_details", () =>
            {
                writer.EmptyHash("metadata");
                writer.Reference("subscription", subscription, "subscription");
            });
            writer.Text("type", "subscription_details");
        });
    }

    private static void WriteLinksOfOldVersions(ObjectWriter writer, InvoiceRecord record)
    {
        var payment = Table<InvoicePaymentRecord>.Newest(writer.Books.InvoicePaymentsByInvoice.Of(record.Id)).FirstOrDefault();
        var intent = writer.Books.PaymentIntents.Find(payment?.PaymentIntent);
        writer.Text("charge", intent?.LatestCharge);
        writer.Text("payment_intent", intent?.Id);
        writer.Text("subscription", record.Subscription);
    }
}
