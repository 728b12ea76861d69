using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>What the deletion of an object answers: its id, and that it is gone.</summary>
internal sealed class DeletedResource(Resource kind) : Resource
{
    public override string Name => kind.Name;

    public override string Url => kind.Url;

    public override IReadOnlyList<Permission> Read => kind.Read;

    public override StripeRecord? Find(Books books, string id) => null;

    public override void Write(ObjectWriter writer, StripeRecord record)
    {
        writer.Json.WriteStartObject();
        writer.Text("id", record.Id);
        writer.Text("object", Name);
        writer.Flag("deleted", true);
        writer.Json.WriteEndObject();
    }
}
