using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/payment_methods/object</summary>
/// <param name="url">Where they are listed: all of them, or one customer's.</param>
internal sealed class PaymentMethodResource(string url = "/v1/payment_methods") : ResourceOf<PaymentMethodRecord>
{
    public override string Name => "payment_method";

    public override string Url { get; } = url;

    public override string Noun => "PaymentMethod";

    public override string IdParam => "payment_method";

    public override IReadOnlyList<Permission> Read => Permissions.ReadPaymentMethods;

    public override IReadOnlyList<ExpandableField> Fields { get; } = [new("customer", "customer")];

    public override Table<PaymentMethodRecord> Table(Books books) => books.PaymentMethods;

    protected override void Fill(ObjectWriter writer, PaymentMethodRecord record)
    {
        writer.Text("allow_redisplay", "unspecified");
        writer.Hash("billing_details", () =>
        {
            writer.Hash("address", () => writer.Nulls("city", "country", "line1", "line2", "postal_code", "state"));
            writer.Nulls("email", "name", "phone", "tax_id");
        });
        writer.Hash(record.MethodType, () =>
        {
            if (record.MethodType == "card")
            {
                WriteCard(writer, record.Card);
            }
        });
        writer.Number("created", record.Created);
        writer.Reference("customer", record.Customer, "customer");
        writer.Nulls("customer_account");
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Metadata(record.Metadata);
        writer.Text("type", record.MethodType);
    }

    private static void WriteCard(ObjectWriter writer, SimulatedCard card)
    {
        writer.Text("brand", card.Brand);
        writer.Hash("checks", () =>
        {
            writer.Nulls("address_line1_check", "address_postal_code_check");
            writer.Text("cvc_check", "pass");
        });
        writer.Text("country", card.Country);
        writer.Text("display_brand", card.Brand);
        writer.Number("exp_month", card.ExpiryMonth);
        writer.Number("exp_year", card.ExpiryYear);
        writer.Text("fingerprint", card.FingerprintText);
        writer.Text("funding", card.Funding);
        writer.Nulls("generated_from");
        writer.Text("last4", card.Last4);
        writer.Hash("networks", () =>
        {
            writer.Texts("available", card.Brand);
            writer.Nulls("preferred");
        });
        writer.Hash("three_d_secure_usage", () => writer.Flag("supported", true));
        writer.Nulls("wallet");
    }
}
