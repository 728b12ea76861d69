using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>A reference whose object matters where it was expanded: Stripe writes an id, the whole object, or null.</summary>
internal readonly record struct WireExpandable<T>(string? Id, T? Object)
    where T : class, IWireObject;

internal sealed class WireExpandableConverter<T> : JsonConverter<WireExpandable<T>>
    where T : class, IWireObject
{
    public override bool HandleNull => true;

    public override WireExpandable<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new WireExpandable<T>(WireStringConverter.Read(ref reader), null);
            case JsonTokenType.StartObject:
                // By its converter and not by the serializer, which would first look for the object's end and so read it twice.
                var value = ((JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter).Read(ref reader, typeof(T), options);
                return new WireExpandable<T>(value?.Id, value);
            default:
                reader.Skip();
                return default;
        }
    }

    public override void Write(Utf8JsonWriter writer, WireExpandable<T> value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Id);
}
