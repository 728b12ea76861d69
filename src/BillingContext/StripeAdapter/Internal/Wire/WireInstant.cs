using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>Reads an instant as Stripe's first API writes it, in seconds, or as its second does, in ISO 8601; anything else is none.</summary>
internal sealed class WireInstantConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var seconds):
                return seconds;
            case JsonTokenType.String when reader.TryGetDateTimeOffset(out var at):
                return at.ToUnixTimeSeconds();
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
