using System.Globalization;
using System.Text.Json;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

internal static class WebhookBody
{
    public static byte[] Of(Books books, ApiVersion version, EventRecord record)
        => record.Subject is ApprovalRecord approval
            ? JsonBody.Bytes(json => WriteThin(json, books, record, approval))
            : JsonBody.Bytes(books, version, Expansion.None, writer => Resources.Named("event").Write(writer, record));

    /// <summary>A thin event only points at its object: https://docs.stripe.com/event-destinations#thin-events</summary>
    private static void WriteThin(Utf8JsonWriter json, Books books, EventRecord record, ApprovalRecord approval)
    {
        json.WriteStartObject();
        json.WriteString("id", record.Id);
        json.WriteString("object", "v2.core.event");
        json.WriteString("context", books.Connected ? books.AccountId : null);
        var created = DateTimeOffset.FromUnixTimeSeconds(record.Created);
        json.WriteString("created", created.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteBoolean("livemode", books.Livemode);
        json.WriteStartObject("related_object");
        json.WriteString("id", approval.Id);
        json.WriteString("type", "v2.core.approval_request");
        json.WriteString("url", $"/v2/core/approval_requests/{approval.Id}");
        json.WriteEndObject();
        json.WriteString("type", record.Type);
        json.WriteEndObject();
    }
}
