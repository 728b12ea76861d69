using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>A reference that Stripe writes as an id, as the whole object, or as null; only the id is kept.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct WireRef(string? Id)
{
    internal sealed class Converter : JsonConverter<WireRef>
    {
        public override bool HandleNull => true;

        public override WireRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return new WireRef(WireStringConverter.Read(ref reader));
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return default;
            }

            string? id = null;
            var depth = reader.CurrentDepth;
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                if (reader.CurrentDepth == depth + 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
                {
                    reader.Read();
                    id = reader.TokenType == JsonTokenType.String ? WireStringConverter.Read(ref reader) : null;
                }
            }

            return new WireRef(id);
        }

        public override void Write(Utf8JsonWriter writer, WireRef value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Id);
    }
}
