using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/invoiceitems/object</summary>
internal sealed class InvoiceItemResource : ResourceOf<InvoiceItemRecord>
{
    public override string Name => "invoiceitem";

    public override string Url => "/v1/invoiceitems";

    public override IReadOnlyList<Permission> Read => Permissions.ReadInvoices;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
    [
        new("customer", "customer"),
        new("invoice", "invoice"),
        new("pricing.price_details.price", "price"),
        new("discounts", null),
        new("test_clock", null),
    ];

    public override Table<InvoiceItemRecord> Table(Books books) => books.InvoiceItems;

    protected override void Fill(ObjectWriter writer, InvoiceItemRecord record)
    {
        writer.Number("amount", record.Amount);
        writer.Text("currency", record.Currency);
        writer.Reference("customer", record.Customer, "customer");
        writer.Number("date", record.Created);
        writer.Text("description", record.Description);
        writer.Flag("discountable", record.Discountable ?? record.Amount >= 0);
        writer.Texts("discounts");
        writer.Reference("invoice", record.Invoice, "invoice");
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Metadata(record.Metadata);
        writer.Nulls("parent");
        writer.Hash("period", () =>
        {
            writer.Number("end", record.PeriodEnd);
            writer.Number("start", record.PeriodStart);
        });
        InvoiceLineResource.WritePricing(writer, record.Price, record.Product, record.UnitAmount);
        writer.Flag("proration", false);
        writer.Number("quantity", record.Quantity);
        if (!writer.Version.IsBasilOrLater)
        {
            writer.Nulls("subscription");
            writer.Number("unit_amount", record.UnitAmount);
        }

        writer.Texts("tax_rates");
        writer.Nulls("test_clock");
    }
}
