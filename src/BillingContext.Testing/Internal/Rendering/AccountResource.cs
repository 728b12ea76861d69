using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/accounts/object</summary>
internal sealed class AccountResource : Resource
{
    public override string Name => "account";

    public override string Url => "/v1/accounts";

    public override IReadOnlyList<Permission> Read => Permissions.ReadAccount;

    public override StripeRecord? Find(Books books, string id)
        => id == books.AccountId ? new AccountRecord { Id = id, Created = books.Opened } : null;

    public override void Write(ObjectWriter writer, StripeRecord record)
    {
        writer.Json.WriteStartObject();
        writer.Text("id", record.Id);
        writer.Text("object", Name);
        writer.Nulls("business_type");
        writer.Flag("charges_enabled", true);
        writer.Text("country", "US");
        writer.Number("created", record.Created);
        writer.Text("default_currency", "usd");
        writer.Flag("details_submitted", true);
        writer.Text("email", "merchant@example.com");
        writer.Metadata(record.Metadata);
        writer.Flag("payouts_enabled", true);
        writer.Text("type", "standard");
        writer.Json.WriteEndObject();
    }
}
