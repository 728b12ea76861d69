using System.Text.Json;
using System.Text.Unicode;

namespace BillingContext.Policies.Internal;

/// <summary>Turns bytes into a JSON document that is safe to walk, or says why they are none.</summary>
internal static class PolicyJson
{
    internal const int MaxBytes = 256 * 1024;
    private const int MaxDepth = 16;

    internal static JsonDocument Read(ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json.Length > MaxBytes)
        {
            throw Problems.Only("policy.too_large", $"The document has {utf8Json.Length} bytes. A policy has at most {MaxBytes}.");
        }

        var withoutMark = utf8Json.StartsWith("\uFEFF"u8) ? utf8Json[3..] : utf8Json;
        if (!Utf8.IsValid(withoutMark))
        {
            throw Problems.Only("policy.not_json", "The document is not UTF-8 text. Save it as UTF-8.");
        }

        try
        {
            CheckTexts(withoutMark);
            return JsonDocument.Parse(withoutMark.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException e)
        {
            throw Problems.Only(
                "policy.not_json",
                $"Not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}. "
                + $"Comments, trailing commas, missing quotes and more than {MaxDepth} levels are not allowed.",
                e);
        }
    }

    // "\ud800" is well-formed JSON but no text: it would throw wherever it is first looked at.
    private static void CheckTexts(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                try
                {
                    _ = reader.GetString();
                }
                catch (InvalidOperationException e)
                {
                    throw Problems.Only("policy.not_json", $"A text near byte {reader.TokenStartIndex + 1} has half of a surrogate pair (\\ud800 to \\udfff).", e);
                }
            }
        }
    }
}
