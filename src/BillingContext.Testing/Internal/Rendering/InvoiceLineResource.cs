using System.Globalization;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/invoice-line-item/object</summary>
/// <param name="url">Where the lines of the invoice at hand are listed.</param>
internal sealed class InvoiceLineResource(string url = "/v1/invoices/{id}/lines") : Resource
{
    public override string Name => "line_item";

    public override string Url => url;

    public override IReadOnlyList<Permission> Read => Permissions.ReadInvoices;

    /// <summary>Lines exist within their invoice only.</summary>
    public override StripeRecord? Find(Books books, string id) => null;

    public override void Write(ObjectWriter writer, StripeRecord record)
    {
        var line = (InvoiceLineRecord)record;
        writer.Json.WriteStartObject();
        writer.Text("id", line.Id);
        writer.Text("object", Name);
        writer.Number("amount", line.Amount);
        writer.Text("currency", line.Currency);
        writer.Text("description", line.Description);
        writer.Flag("discountable", line.Amount >= 0);
        writer.Texts("discounts");
        writer.Text("invoice", line.Invoice);
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Metadata(line.Metadata);
        WriteParent(writer, line);
        writer.Hash("period", () =>
        {
            writer.Number("end", line.PeriodEnd);
            writer.Number("start", line.PeriodStart);
        });
        WritePricing(writer, line.Price, line.Product, line.Quantity == 0 ? 0 : line.Amount / line.Quantity);
        writer.Number("quantity", line.Quantity);
        writer.Text("subscription", line.Subscription);
        writer.Number("subtotal", line.Amount);
        if (!writer.Version.IsBasilOrLater)
        {
            writer.Text("invoice_item", line.InvoiceItem);
            writer.Flag("proration", false);
            writer.Text("subscription_item", line.SubscriptionItem);
            writer.Text("type", line.SubscriptionItem is null ? "invoiceitem" : "subscription");
        }

        writer.Json.WriteEndObject();
    }

    public static void WritePricing(ObjectWriter writer, string? price, string? product, long unitAmount)
    {
        if (price is null)
        {
            writer.Nulls("pricing");
            return;
        }

        writer.Hash("pricing", () =>
        {
            writer.Hash("price_details", () =>
            {
                writer.Reference("price", price, "price");
                writer.Text("product", product);
            });
            writer.Text("type", "price_details");
            writer.Text("unit_amount_decimal", unitAmount.ToString(CultureInfo.InvariantCulture));
        });
    }

    private static void WriteParent(ObjectWriter writer, InvoiceLineRecord line)
    {
        if (line is { SubscriptionItem: null, InvoiceItem: null })
        {
            writer.Nulls("parent");
            return;
        }

        writer.Hash("parent", () =>
        {
            if (line.SubscriptionItem is null)
            {
                writer.Hash("invoice_item_details", () =>
                {
                    writer.Text("invoice_item", line.InvoiceItem);
                    writer.Flag("proration", false);
                    writer.Nulls("proration_details", "subscription");
                });
                writer.Nulls("subscription_item_details");
                writer.Text("type", "invoice_item_details");
                return;
            }

            writer.Nulls("invoice_item_details");
            writer.Hash("subscription_item_details", () =>
            {
                writer.Nulls("invoice_item");
                writer.Flag("proration", false);
                writer.Nulls("proration_details");
                writer.Text("subscription", line.Subscription);
                writer.Text("subscription_item", line.SubscriptionItem);
            });
            writer.Text("type", "subscription_item_details");
        });
    }
}
