using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/customers/object</summary>
internal sealed class CustomerResource : ResourceOf<CustomerRecord>
{
    public override string Name => "customer";

    public override string Url => "/v1/customers";

    public override IReadOnlyList<Permission> Read => Permissions.ReadCustomers;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
    [
        new("subscriptions", "subscription", IsList: true),
        new("invoice_settings.default_payment_method", "payment_method"),
        new("default_source", null),
        new("sources", null, IsList: true),
        new("tax_ids", null, IsList: true),
        new("cash_balance", null),
        new("invoice_credit_balance", null),
        new("test_clock", null),
    ];

    public override Table<CustomerRecord> Table(Books books) => books.Customers;

    protected override void Fill(ObjectWriter writer, CustomerRecord record)
    {
        // A deleted customer is answered with a stub: https://docs.stripe.com/api/customers/delete
        if (record.Deleted)
        {
            writer.Flag("deleted", true);
            return;
        }

        writer.Nulls("address");
        writer.Number("balance", record.Balance);
        writer.Number("created", record.Created);
        writer.Text("currency", record.Currency);
        writer.Nulls("customer_account", "default_source");
        writer.Flag("delinquent", record.Delinquent);
        writer.Text("description", record.Description);
        writer.Nulls("discount");
        writer.Text("email", record.Email);
        writer.Hash("invoice_settings", () =>
        {
            writer.Nulls("custom_fields");
            writer.Reference("default_payment_method", record.DefaultPaymentMethod, "payment_method");
            writer.Nulls("footer", "rendering_options");
        });
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Metadata(record.Metadata);
        writer.Text("name", record.Name);
        writer.Text("phone", record.Phone);
        writer.Texts("preferred_locales");
        writer.Nulls("shipping");
        writer.Text("tax_exempt", "none");
        writer.Nulls("test_clock");

        // Only current ones: https://docs.stripe.com/api/customers/object#customer_object-subscriptions
        writer.ListWhenExpanded(
            "subscriptions",
            "subscription",
            $"/v1/customers/{record.Id}/subscriptions",
            () => Table<SubscriptionRecord>.Newest(writer.Books.SubscriptionsByCustomer.Of(record.Id)).Where(s => !s.Ended));
    }
}
