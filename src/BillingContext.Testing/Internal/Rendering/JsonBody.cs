using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BillingContext.Testing.Internal.Rendering;

internal static class JsonBody
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static byte[] Bytes(Books books, ApiVersion version, Expansion expansion, Action<ObjectWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            content(new ObjectWriter(json, books, version, expansion));
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Bytes(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            content(json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static JsonDocument Document(Books books, ApiVersion version, Action<ObjectWriter> content)
        => JsonDocument.Parse(Bytes(books, version, Expansion.None, content));
}
