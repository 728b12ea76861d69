using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.Audit.Internal;

/// <summary>An enum by its name. A name that only a newer version knows is read as a value that is safe, so that a log stays readable while nodes are upgraded.</summary>
internal abstract class EnumWord<T>(T unknown) : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"A {typeof(T).Name} is a JSON string.");
        }

        // Written again it must be the same word: numbers and other spellings are none of ours.
        var word = reader.GetString()!;
        return Enum.TryParse<T>(word, out var value) && value.ToString() == word && word is not ['-' or (>= '0' and <= '9'), ..] ? value : unknown;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
