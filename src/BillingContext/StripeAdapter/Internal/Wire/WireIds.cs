using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>Of an object the references we look for, each an id or an object with one; of anything else nothing.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct WireIds(string? Customer, string? PaymentIntent, string? Charge)
{
    internal sealed class Converter : JsonConverter<WireIds>
    {
        private static readonly WireRef.Converter Reference = new();

        public override bool HandleNull => true;

        public override WireIds Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return default;
            }

            var ids = default(WireIds);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("customer"u8))
                {
                    ids = ids with { Customer = Next(ref reader, options) };
                }
                else if (reader.ValueTextEquals("payment_intent"u8))
                {
                    ids = ids with { PaymentIntent = Next(ref reader, options) };
                }
                else if (reader.ValueTextEquals("charge"u8))
                {
                    ids = ids with { Charge = Next(ref reader, options) };
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }

            return ids;
        }

        public override void Write(Utf8JsonWriter writer, WireIds value, JsonSerializerOptions options) => throw new NotSupportedException();

        private static string? Next(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            reader.Read();
            return Reference.Read(ref reader, typeof(WireRef), options).Id;
        }
    }
}
