using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>Reads an object's metadata; most have none, and then nothing is made.</summary>
internal sealed class WireMetadataConverter : JsonConverter<IReadOnlyDictionary<string, string>?>
{
    public override IReadOnlyDictionary<string, string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var pairs = new KeyValuePair<string, string>[CountOf(reader)];
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = WireStringConverter.Read(ref reader)!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                var at = IndexOf(pairs.AsSpan(0, count), key);
                pairs[at] = new(key, WireStringConverter.Read(ref reader)!);
                count = Math.Max(count, at + 1);
            }
            else
            {
                reader.Skip();
            }
        }

        return count == 0 ? null : new WireMetadata(count == pairs.Length ? pairs : pairs[..count]);
    }

    /// <summary>Where the key is already, or else the next place: written twice, the later value counts.</summary>
    private static int IndexOf(ReadOnlySpan<KeyValuePair<string, string>> pairs, string key)
    {
        var at = 0;
        while (at < pairs.Length && pairs[at].Key != key)
        {
            at++;
        }

        return at;
    }

    /// <summary>How many members the object has, on a copy of the reader.</summary>
    private static int CountOf(Utf8JsonReader reader)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            count++;
            reader.Read();
            reader.Skip();
        }

        return count;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
