using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>What a route has to say: an error, or content that is written once version and expansions are known.</summary>
internal sealed class Answer
{
    public const string TotalCount = "total_count";

    private Answer(StripeError? error, Action<ObjectWriter>? content) => (Error, Content) = (error, content);

    public StripeError? Error { get; }

    public Action<ObjectWriter>? Content { get; }

    public static implicit operator Answer(StripeError error) => new(error, null);

    public static Answer Object(Resource resource, StripeRecord record) => new(null, writer => resource.Write(writer, record));

    /// <summary>https://docs.stripe.com/api/pagination</summary>
    public static Answer List(Resource resource, IReadOnlyList<StripeRecord> records, bool hasMore)
        => new(null, writer =>
        {
            writer.Json.WriteStartObject();
            writer.Text("object", "list");
            writer.Items(resource, records);
            writer.Flag("has_more", hasMore);
            writer.Text("url", resource.Url);
            writer.Json.WriteEndObject();
        });

    /// <summary>https://docs.stripe.com/api/pagination/search</summary>
    public static Answer Search(Resource resource, IReadOnlyList<StripeRecord> records, string? nextPage, Func<long> count)
        => new(null, writer =>
        {
            writer.Json.WriteStartObject();
            writer.Text("object", "search_result");
            writer.Items(resource, records);
            writer.Flag("has_more", nextPage is not null);
            writer.Text("next_page", nextPage);
            writer.NumberWhenExpanded(TotalCount, count);
            writer.Text("url", resource.Url + "/search");
            writer.Json.WriteEndObject();
        });
}
