using System.Text.Json;

namespace BillingContext.Webhooks.Internal;

/// <summary>Steps over one value each, whatever it is.</summary>
internal static class JsonSteps
{
    /// <summary>A reference: an id, an object with one, or null.</summary>
    internal static string? NextId(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = reader.NextText();
            }
            else
            {
                reader.SkipNext();
            }
        }

        return id;
    }

    internal static string? NextText(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    /// <summary>Seconds in snapshot events, ISO 8601 in thin ones; 0 if neither.</summary>
    internal static long NextInstant(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_800 ? seconds : 0;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.TryGetDateTimeOffset(out var at) ? Math.Max(0, at.ToUnixTimeSeconds()) : 0;
        }

        reader.Skip();
        return 0;
    }

    internal static bool NextIsObject(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    internal static void SkipNext(this ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
