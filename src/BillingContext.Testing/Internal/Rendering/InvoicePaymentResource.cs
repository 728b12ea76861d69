using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/invoice-payment/object</summary>
internal sealed class InvoicePaymentResource : ResourceOf<InvoicePaymentRecord>
{
    public override string Name => "invoice_payment";

    public override string Url => "/v1/invoice_payments";

    public override IReadOnlyList<Permission> Read => Permissions.ReadInvoices;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
        [new("invoice", "invoice"), new("payment.payment_intent", "payment_intent"), new("payment.charge", "charge")];

    public override Table<InvoicePaymentRecord> Table(Books books) => books.InvoicePayments;

    protected override void Fill(ObjectWriter writer, InvoicePaymentRecord record)
    {
        writer.Number("amount_paid", record.AmountPaid);
        writer.Number("amount_requested", record.AmountRequested);
        writer.Number("created", record.Created);
        writer.Text("currency", record.Currency);
        writer.Reference("invoice", record.Invoice, "invoice");
        writer.Flag("is_default", true);
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Hash("payment", () =>
        {
            writer.Reference("payment_intent", record.PaymentIntent, "payment_intent");
            writer.Text("type", "payment_intent");
        });
        writer.Text("status", record.Status);
        writer.Hash("status_transitions", () =>
        {
            writer.Number("canceled_at", record.CanceledAt);
            writer.Number("paid_at", record.PaidAt);
        });
    }
}
