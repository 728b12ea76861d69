using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/prices/object</summary>
internal sealed class PriceResource : ResourceOf<PriceRecord>
{
    public override string Name => "price";

    public override string Url => "/v1/prices";

    public override string IdParam => "price";

    public override IReadOnlyList<Permission> Read => Permissions.ReadPrices;

    public override IReadOnlyList<ExpandableField> Fields { get; } = [new("product", "product")];

    public override Table<PriceRecord> Table(Books books) => books.Prices;

    /// <summary>As a hash of another object.</summary>
    public void WriteInside(ObjectWriter writer, string name, PriceRecord record) => writer.Hash(name, () =>
    {
        writer.Text("id", record.Id);
        writer.Text("object", Name);
        Fill(writer, record);
    });

    protected override void Fill(ObjectWriter writer, PriceRecord record)
    {
        writer.Flag("active", record.Active);
        writer.Text("billing_scheme", "per_unit");
        writer.Number("created", record.Created);
        writer.Text("currency", record.Currency);
        writer.Nulls("custom_unit_amount");
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Nulls("lookup_key");
        writer.Metadata(record.Metadata);
        writer.Text("nickname", record.Nickname);
        writer.Reference("product", record.Product, "product");
        if (record.Interval is { } interval)
        {
            writer.Hash("recurring", () =>
            {
                writer.Text("interval", interval);
                writer.Number("interval_count", 1);
                writer.Nulls("meter", "trial_period_days");
                writer.Text("usage_type", "licensed");
            });
        }
        else
        {
            writer.Nulls("recurring");
        }

        writer.Text("tax_behavior", "unspecified");
        writer.Nulls("tiers_mode", "transform_quantity");
        writer.Text("type", record.Interval is null ? "one_time" : "recurring");
        writer.Number("unit_amount", record.UnitAmount);
        writer.Text("unit_amount_decimal", record.UnitAmount.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
