using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/disputes/object</summary>
internal sealed class DisputeResource : ResourceOf<DisputeRecord>
{
    public override string Name => "dispute";

    public override string Url => "/v1/disputes";

    public override string IdParam => "dispute";

    public override IReadOnlyList<Permission> Read => Permissions.ReadDisputes;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
        [new("charge", "charge"), new("payment_intent", "payment_intent")];

    public override Table<DisputeRecord> Table(Books books) => books.Disputes;

    protected override void Fill(ObjectWriter writer, DisputeRecord record)
    {
        writer.Number("amount", record.Amount);
        writer.Texts("balance_transactions");
        writer.Reference("charge", record.Charge, "charge");
        writer.Number("created", record.Created);
        writer.Text("currency", record.Currency);
        writer.Texts("enhanced_eligibility_types");
        writer.Hash("evidence", () =>
        {
            foreach (var name in DisputeEvidence.Texts)
            {
                writer.Text(name, record.Evidence.GetValueOrDefault(name));
            }

            foreach (var name in DisputeEvidence.Files)
            {
                writer.Nulls(name);
            }
        });
        writer.Hash("evidence_details", () =>
        {
            writer.Number("due_by", record.DueBy);
            writer.EmptyHash("enhanced_eligibility");
            writer.Flag("has_evidence", record.Evidence.Count > 0);
            writer.Flag("past_due", record.DueBy < writer.Books.Now());
            writer.Number("submission_count", record.Submissions);
        });
        writer.Flag("is_charge_refundable", record.Refundable);
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Metadata(record.Metadata);
        writer.Reference("payment_intent", record.PaymentIntent, "payment_intent");
        writer.Hash("payment_method_details", () =>
        {
            writer.Hash("card", () =>
            {
                writer.Text("brand", record.Brand);
                writer.Text("case_type", record.IsInquiry ? "inquiry" : "chargeback");
                writer.Text("network_reason_code", NetworkCode(record.Reason));
            });
            writer.Text("type", "card");
        });
        writer.Text("reason", record.Reason);
        writer.Text("status", record.Status);
    }

    /// <summary>Visa's: https://docs.stripe.com/disputes/categories</summary>
    private static string NetworkCode(string reason) => reason switch
    {
        "fraudulent" => "10.4",
        "duplicate" => "12.6",
        "product_not_received" => "13.1",
        "subscription_canceled" => "13.2",
        "product_unacceptable" => "13.3",
        "credit_not_processed" => "13.6",
        _ => "13.7",
    };
}
