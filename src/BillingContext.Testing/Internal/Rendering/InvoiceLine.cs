using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>The one line of a simulated invoice: https://docs.stripe.com/api/invoice-line-item/object</summary>
internal static class InvoiceLine
{
    public static void Write(ObjectWriter writer, InvoiceRecord invoice)
    {
        writer.Json.WriteStartObject();
        writer.Text("id", "il_" + invoice.Id[3..]);
        writer.Text("object", "line_item");
        writer.Number("amount", invoice.Total);
        writer.Text("currency", invoice.Currency);
        writer.Text("description", invoice.Description);
        writer.Text("invoice", invoice.Id);
        writer.Flag("livemode", writer.Books.Livemode);
        writer.EmptyHash("metadata");
        if (invoice.Subscription is null)
        {
            writer.Nulls("parent");
        }
        else
        {
            writer.Hash("parent", () =>
            {
                writer.Nulls("invoice_item_details");
                writer.Hash("subscription_item_details", () =>
                {
                    writer.Flag("proration", false);
                    writer.Text("subscription", invoice.Subscription);
                    writer.Text("subscription_item", invoice.SubscriptionItem);
                });
                writer.Text("type", "subscription_item_details");
            });
        }

        writer.Hash("period", () =>
        {
            writer.Number("end", invoice.PeriodEnd);
            writer.Number("start", invoice.PeriodStart);
        });
        if (invoice.Price is { } price)
        {
            writer.Hash("pricing", () =>
            {
                writer.Hash("price_details", () =>
                {
                    writer.Text("price", price);
                    writer.Text("product", invoice.Product);
                });
                writer.Text("type", "price_details");
            });
        }

        writer.Number("quantity", 1);
        writer.Json.WriteEndObject();
    }
}
