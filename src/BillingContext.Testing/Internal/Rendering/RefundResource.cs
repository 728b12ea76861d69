using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/refunds/object</summary>
internal sealed class RefundResource : ResourceOf<RefundRecord>
{
    public override string Name => "refund";

    public override string Url => "/v1/refunds";

    public override string IdParam => "refund";

    public override IReadOnlyList<Permission> Read => Permissions.ReadRefunds;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
    [
        new("charge", "charge"),
        new("payment_intent", "payment_intent"),
        new("customer", "customer"),
        new("payment_method", null),
        new("balance_transaction", null),
        new("failure_balance_transaction", null),
        new("source_transfer_reversal", null),
        new("transfer_reversal", null),
    ];

    public override Table<RefundRecord> Table(Books books) => books.Refunds;

    protected override void Fill(ObjectWriter writer, RefundRecord record)
    {
        var sent = record.Status == "succeeded" || record is { Status: "pending", PendingReason: "processing" };
        writer.Number("amount", record.Amount);
        writer.Text("balance_transaction", sent || record.Status == "failed" ? "txn_" + record.Id[3..] : null);
        writer.Reference("charge", record.Charge, "charge");
        writer.Number("created", record.Created);
        writer.Text("currency", record.Currency);
        if (writer.Version.RefundsNameTheCustomer)
        {
            writer.Reference("customer", record.Customer, "customer");
            writer.Nulls("customer_account");
            writer.Text("payment_method", record.PaymentMethod);
        }

        WriteDestination(writer, record);
        if (record.FailureReason is { } failure)
        {
            writer.Text("failure_balance_transaction", "txn_1F" + record.Id[5..]);
            writer.Text("failure_reason", failure);
        }

        if (record.InstructionsEmail is { } email)
        {
            writer.Text("instructions_email", email);
        }

        writer.Metadata(record.Metadata);
        WriteNextAction(writer, record);
        writer.Reference("payment_intent", record.PaymentIntent, "payment_intent");
        if (record.PendingReason is { } pending)
        {
            writer.Text("pending_reason", pending);
        }

        PaymentParts.WritePresentment(writer, record.Presentment);
        writer.Text("reason", record.Reason);
        writer.Nulls("receipt_number", "source_transfer_reversal");
        writer.Text("status", record.Status);
        writer.Text("transfer_reversal", record.TransferReversal);
    }

    /// <summary>https://docs.stripe.com/api/refunds/object#refund_object-destination_details</summary>
    private static void WriteDestination(ObjectWriter writer, RefundRecord record)
        => writer.Hash("destination_details", () =>
        {
            writer.Hash(record.MethodType, () =>
            {
                if (record.MethodType != "card")
                {
                    return;
                }

                if (record.Reference is { } reference)
                {
                    writer.Text("reference", reference);
                }

                if (record.ReferenceStatus is { } status)
                {
                    writer.Text("reference_status", status);
                    writer.Text("reference_type", "acquirer_reference_number");
                }

                writer.Text("type", record.Status == "pending" ? "pending" : record.DestinationType);
            });
            writer.Text("type", record.MethodType);
        });

    /// <summary>https://docs.stripe.com/api/refunds/object#refund_object-next_action</summary>
    private static void WriteNextAction(ObjectWriter writer, RefundRecord record)
    {
        if (record.ActionExpiresAt is not { } expires)
        {
            return;
        }

        writer.Hash("next_action", () =>
        {
            writer.Hash("display_details", () =>
            {
                writer.Hash("email_sent", () =>
                {
                    writer.Number("email_sent_at", record.Created);
                    writer.Text("email_sent_to", record.InstructionsEmail);
                });
                writer.Number("expires_at", expires);
            });
            writer.Text("type", "display_details");
        });
    }
}
