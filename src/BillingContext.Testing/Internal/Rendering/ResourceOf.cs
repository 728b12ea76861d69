using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

internal abstract class ResourceOf<T> : Resource
    where T : StripeRecord
{
    public sealed override StripeRecord? Find(Books books, string id) => Table(books).Find(id);

    public sealed override void Write(ObjectWriter writer, StripeRecord record)
    {
        writer.Json.WriteStartObject();
        writer.Text("id", record.Id);
        writer.Text("object", Name);
        Fill(writer, (T)record);
        writer.Json.WriteEndObject();
    }

    public abstract Table<T> Table(Books books);

    protected abstract void Fill(ObjectWriter writer, T record);
}
