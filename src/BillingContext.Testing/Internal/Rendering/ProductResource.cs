using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/products/object</summary>
internal sealed class ProductResource : ResourceOf<ProductRecord>
{
    public override string Name => "product";

    public override string Url => "/v1/products";

    public override IReadOnlyList<Permission> Read => Permissions.ReadProducts;

    public override IReadOnlyList<ExpandableField> Fields { get; } = [new("default_price", null), new("tax_code", null)];

    public override Table<ProductRecord> Table(Books books) => books.Products;

    protected override void Fill(ObjectWriter writer, ProductRecord record)
    {
        writer.Flag("active", record.Active);
        writer.Number("created", record.Created);
        writer.Nulls("default_price");
        writer.Text("description", record.Description);
        writer.Texts("images");
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Texts("marketing_features");
        writer.Metadata(record.Metadata);
        writer.Text("name", record.Name);
        writer.Nulls("package_dimensions", "shippable", "statement_descriptor", "tax_code", "unit_label");
        writer.Number("updated", record.Created);
        writer.Nulls("url");
    }
}
