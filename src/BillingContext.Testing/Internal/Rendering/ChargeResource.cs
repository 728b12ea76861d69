using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/charges/object</summary>
internal sealed class ChargeResource : ResourceOf<ChargeRecord>
{
    public override string Name => "charge";

    public override string Url => "/v1/charges";

    public override IReadOnlyList<Permission> Read => Permissions.ReadCharges;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
    [
        new("customer", "customer"),
        new("payment_intent", "payment_intent"),
        new("refunds", "refund", IsList: true),
        new("balance_transaction", null),
        new("failure_balance_transaction", null),
        new("application", null),
        new("application_fee", null),
        new("on_behalf_of", null),
        new("review", null),
        new("source_transfer", null),
        new("transfer", null),
        new("transfer_data.destination", null),
    ];

    public override Table<ChargeRecord> Table(Books books) => books.Charges;

    protected override void Fill(ObjectWriter writer, ChargeRecord record)
    {
        writer.Number("amount", record.Amount);
        writer.Number("amount_captured", record.AmountCaptured);
        writer.Number("amount_refunded", record.AmountRefunded);
        writer.Nulls("application");
        writer.Text("application_fee", record.ApplicationFee is null ? null : "fee_" + record.Id[3..]);
        writer.Number("application_fee_amount", record.ApplicationFee);
        writer.Text("balance_transaction", record.Captured ? "txn_" + record.Id[3..] : null);
        WriteBillingDetails(writer, record);
        writer.Text("calculated_statement_descriptor", "SIMULATED MERCHANT");
        writer.Flag("captured", record.Captured);
        writer.Number("created", record.Created);
        writer.Text("currency", record.Currency);
        writer.Reference("customer", record.Customer, "customer");
        writer.Text("description", record.Description);
        writer.Flag("disputed", record.Disputed);
        writer.Nulls("failure_balance_transaction");
        writer.Text("failure_code", record.Failure?.Code);
        writer.Text("failure_message", record.Failure?.Message);
        WriteFraudDetails(writer, record);
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Metadata(record.Metadata);
        writer.Nulls("on_behalf_of");
        WriteOutcome(writer, record);
        writer.Flag("paid", record.Succeeded);
        writer.Reference("payment_intent", record.PaymentIntent, "payment_intent");
        writer.Text("payment_method", record.PaymentMethod);
        PaymentMethodDetails.Write(writer, record);
        PaymentParts.WritePresentment(writer, record.Presentment);
        writer.Text("receipt_email", record.ReceiptEmail);
        writer.Nulls("receipt_number");
        writer.Text("receipt_url", record.Succeeded ? $"https://pay.stripe.com/receipts/{record.Id}" : null);
        writer.Flag("refunded", record.Refunded);
        WriteRefunds(writer, record);
        writer.Nulls("review", "shipping", "source_transfer", "statement_descriptor", "statement_descriptor_suffix");
        writer.Text("status", record.Status);
        if (record.Transfer is not null)
        {
            writer.Text("transfer", record.Transfer);
        }

        PaymentParts.WriteTransfer(writer, record.TransferDestination);
        writer.Nulls("transfer_group");
    }

    private static void WriteRefunds(ObjectWriter writer, ChargeRecord record)
    {
        IEnumerable<RefundRecord> Newest() => Table<RefundRecord>.Newest(writer.Books.RefundsByCharge.Of(record.Id));
        if (writer.Version.ChargesCarryRefunds)
        {
            writer.List("refunds", "refund", $"/v1/charges/{record.Id}/refunds", Newest());
        }
        else
        {
            writer.ListWhenExpanded("refunds", "refund", $"/v1/charges/{record.Id}/refunds", Newest);
        }
    }

    private static void WriteBillingDetails(ObjectWriter writer, ChargeRecord record)
        => writer.Hash("billing_details", () =>
        {
            writer.Hash("address", () => writer.Nulls("city", "country", "line1", "line2", "postal_code", "state"));
            writer.Text("email", record.ReceiptEmail);
            writer.Nulls("name", "phone", "tax_id");
        });

    private static void WriteFraudDetails(ObjectWriter writer, ChargeRecord record)
        => writer.Hash("fraud_details", () =>
        {
            if (record.FraudReport is { } report)
            {
                writer.Text("user_report", report);
            }
        });

    /// <summary>https://docs.stripe.com/declines and https://docs.stripe.com/radar/risk-evaluation</summary>
    private static void WriteOutcome(ObjectWriter writer, ChargeRecord record)
        => writer.Hash("outcome", () =>
        {
            writer.Nulls("advice_code", "network_advice_code", "network_decline_code");
            writer.Text("network_status", record.Succeeded ? "approved_by_network" : "declined_by_network");
            writer.Text("reason", record.Failure?.DeclineCode);
            writer.Text("risk_level", "normal");
            writer.Text(
                "seller_message",
                record.Succeeded ? "Payment complete." : "The bank did not return any further details with this decline.");
            writer.Text("type", record.Succeeded ? "authorized" : "issuer_declined");
        });
}
