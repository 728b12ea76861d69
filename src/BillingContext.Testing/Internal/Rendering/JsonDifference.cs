using System.Text.Json;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>The old values of what changed: https://docs.stripe.com/api/events/object#event_object-data-previous_attributes</summary>
internal static class JsonDifference
{
    public static void Write(Utf8JsonWriter json, JsonElement old, JsonElement current)
    {
        json.WriteStartObject();
        foreach (var property in old.EnumerateObject())
        {
            if (!current.TryGetProperty(property.Name, out var value))
            {
                property.WriteTo(json);
            }
            else if (property.Value.ValueKind == JsonValueKind.Object && value.ValueKind == JsonValueKind.Object)
            {
                if (!JsonElement.DeepEquals(property.Value, value))
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value, value);
                }
            }
            else if (!JsonElement.DeepEquals(property.Value, value))
            {
                property.WriteTo(json);
            }
        }

        foreach (var property in current.EnumerateObject())
        {
            if (!old.TryGetProperty(property.Name, out _))
            {
                json.WriteNull(property.Name);
            }
        }

        json.WriteEndObject();
    }
}
