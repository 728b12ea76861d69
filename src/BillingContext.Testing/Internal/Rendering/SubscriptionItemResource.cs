using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/subscription_items/object</summary>
/// <param name="subscription">The version of the subscription that it is shown within; null for how things are now.</param>
internal sealed class SubscriptionItemResource(SubscriptionRecord? subscription = null) : ResourceOf<SubscriptionItemRecord>
{
    private static readonly PriceResource Prices = new();

    public override string Name => "subscription_item";

    public override string Url => "/v1/subscription_items";

    public override IReadOnlyList<Permission> Read => Permissions.ReadSubscriptions;

    public override IReadOnlyList<ExpandableField> Fields { get; } = [new("price.product", "product"), new("discounts", null)];

    public override Table<SubscriptionItemRecord> Table(Books books) => books.SubscriptionItems;

    protected override void Fill(ObjectWriter writer, SubscriptionItemRecord record)
    {
        var whole = subscription ?? writer.Books.Subscriptions[record.Subscription];
        writer.Number("created", record.Created);
        if (writer.Version.IsBasilOrLater)
        {
            writer.Number("current_period_end", whole.PeriodEnd);
            writer.Number("current_period_start", whole.PeriodStart);
        }

        writer.Texts("discounts");
        writer.Metadata(record.Metadata);
        Prices.WriteInside(writer, "price", writer.Books.Prices.Find(record.Price.Id) ?? record.Price);
        writer.Number("quantity", record.Quantity);
        writer.Text("subscription", record.Subscription);
        writer.Texts("tax_rates");
    }
}
