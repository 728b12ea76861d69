using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>What payment intents, charges and refunds show alike.</summary>
internal static class PaymentParts
{
    /// <summary>https://docs.stripe.com/payments/currencies/localize-prices/adaptive-pricing</summary>
    public static void WritePresentment(ObjectWriter writer, Presentment? presentment)
    {
        if (presentment is not null)
        {
            writer.Hash("presentment_details", () =>
            {
                writer.Number("presentment_amount", presentment.Amount);
                writer.Text("presentment_currency", presentment.Currency);
            });
        }
    }

    /// <summary>https://docs.stripe.com/connect/destination-charges</summary>
    public static void WriteTransfer(ObjectWriter writer, string? destination)
    {
        if (destination is null)
        {
            writer.Nulls("transfer_data");
            return;
        }

        writer.Hash("transfer_data", () =>
        {
            writer.Nulls("amount");
            writer.Text("destination", destination);
        });
    }
}
