using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BillingContext.Audit.Internal;

/// <summary>Writes a record of an export on a line of its own, and reads one strictly.</summary>
internal static class ExportText
{
    /// <summary>A body is JSON inside JSON: its quotes are written as \" and not as six characters each.</summary>
    private static readonly ExportJson Json = new(new JsonSerializerOptions(ExportJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    });

    internal static void Write(Stream destination, ExportRecord record)
    {
        JsonSerializer.Serialize(destination, record, Json.ExportRecord);
        destination.WriteByte((byte)'\n');
    }

    /// <summary>The record of a line; null if it is none.</summary>
    internal static ExportRecord? Read(ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            // What follows the record on its line makes it none.
            return JsonSerializer.Deserialize(ref reader, Json.ExportRecord) is { IsWhole: true } record && !reader.Read() ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
