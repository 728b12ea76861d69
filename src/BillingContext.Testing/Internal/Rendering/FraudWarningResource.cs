using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/radar/early_fraud_warnings/object</summary>
internal sealed class FraudWarningResource : ResourceOf<FraudWarningRecord>
{
    public override string Name => "radar.early_fraud_warning";

    public override string Url => "/v1/radar/early_fraud_warnings";

    public override string Noun => "early_fraud_warning";

    public override string IdParam => "early_fraud_warning";

    public override IReadOnlyList<Permission> Read => Permissions.ReadFraudWarnings;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
        [new("charge", "charge"), new("payment_intent", "payment_intent")];

    public override Table<FraudWarningRecord> Table(Books books) => books.FraudWarnings;

    protected override void Fill(ObjectWriter writer, FraudWarningRecord record)
    {
        writer.Flag("actionable", record.Actionable);
        writer.Reference("charge", record.Charge, "charge");
        writer.Number("created", record.Created);
        writer.Text("fraud_type", record.FraudType);
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Reference("payment_intent", record.PaymentIntent, "payment_intent");
    }
}
