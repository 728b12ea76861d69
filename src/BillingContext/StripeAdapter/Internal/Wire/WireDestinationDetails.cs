using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>Where a refund went: a <c>type</c> and one object named after it, whose fields are alike in all of them.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record WireDestinationDetails(string? Kind, string? Reference, string? ReferenceStatus, string? ReferenceType)
{
    internal sealed class Converter : JsonConverter<WireDestinationDetails?>
    {
        private static readonly WireTextConverter Text = new();

        public override WireDestinationDetails? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return null;
            }

            string? kind = null, reference = null, status = null, referenceType = null;
            var depth = reader.CurrentDepth;
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                // The details are two levels down; the type one level down only names the object beside it.
                if (reader.CurrentDepth != depth + 2 || reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                if (reader.ValueTextEquals("type"u8))
                {
                    kind = Next(ref reader, options);
                }
                else if (reader.ValueTextEquals("reference"u8))
                {
                    reference = Next(ref reader, options);
                }
                else if (reader.ValueTextEquals("reference_status"u8))
                {
                    status = Next(ref reader, options);
                }
                else if (reader.ValueTextEquals("reference_type"u8))
                {
                    referenceType = Next(ref reader, options);
                }
            }

            return new WireDestinationDetails(kind, reference, status, referenceType);
        }

        public override void Write(Utf8JsonWriter writer, WireDestinationDetails? value, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        private static string? Next(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            reader.Read();
            return Text.Read(ref reader, typeof(string), options);
        }
    }
}
