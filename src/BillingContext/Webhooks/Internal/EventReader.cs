using System.Text.Json;
using BillingContext.Payments;

namespace BillingContext.Webhooks.Internal;

/// <summary>
/// Reads an event in one pass (https://docs.stripe.com/api/events/object): snapshot events with their object, thin ones with
/// its reference. Knows the few places it looks at, and skips everything else whatever it is.
/// </summary>
internal static class EventReader
{
    private const int DeepestNesting = 64;

    /// <summary>Reads a verified body; false if it is no event.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> body, out EventEnvelope envelope)
    {
        envelope = default;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && ReadEvent(ref reader, ref envelope)
                && envelope is { Id.Length: > 0, Type.Length: > 0 };
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A string that is not valid UTF-8.
            return false;
        }
    }

    private static bool ReadEvent(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                envelope.Id = Text(ref reader);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                envelope.Type = Text(ref reader);
            }
            else if (reader.ValueTextEquals("created"u8))
            {
                envelope.Created = Instant(ref reader);
            }
            else if (reader.ValueTextEquals("livemode"u8))
            {
                reader.Read();
                envelope.Livemode = reader.TokenType == JsonTokenType.True;
            }
            else if (reader.ValueTextEquals("account"u8))
            {
                envelope.Account = Text(ref reader);
            }
            else if (reader.ValueTextEquals("context"u8))
            {
                // Thin events name the connected account here, and newer snapshot events in both places.
                envelope.Account = Text(ref reader) is { } context && context.StartsWith("acct_", StringComparison.Ordinal) ? context : envelope.Account;
            }
            else if (reader.ValueTextEquals("api_version"u8))
            {
                envelope.ApiVersion = Text(ref reader);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                ReadData(ref reader, ref envelope);
            }
            else if (reader.ValueTextEquals("related_object"u8))
            {
                ReadRelated(ref reader, ref envelope);
            }
            else
            {
                Skip(ref reader);
            }
        }

        // The end of the object must be the end of the body.
        return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    private static void ReadData(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (!StartsObject(ref reader))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("object"u8))
            {
                ReadObject(ref reader, ref envelope);
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (!StartsObject(ref reader))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                envelope.ObjectId = Text(ref reader);
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                envelope.ObjectType = Text(ref reader);
            }
            else if (reader.ValueTextEquals("customer"u8))
            {
                envelope.Customer = IdOf(ref reader);
            }
            else if (reader.ValueTextEquals("payment_intent"u8))
            {
                envelope.PaymentIntent = IdOf(ref reader);
            }
            else if (reader.ValueTextEquals("charge"u8))
            {
                envelope.Charge = IdOf(ref reader);
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                ReadMetadata(ref reader, ref envelope);
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (!StartsObject(ref reader))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Refund.RequestIdMetadataKey))
            {
                envelope.RequestId = Text(ref reader);
            }
            else if (reader.ValueTextEquals(Refund.MerchantMetadataKey))
            {
                envelope.RequestMerchant = Text(ref reader);
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    private static void ReadRelated(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (!StartsObject(ref reader))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                envelope.ObjectId = Text(ref reader);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                envelope.ObjectType = Text(ref reader);
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    /// <summary>A reference: an id, an object with one, or null.</summary>
    private static string? IdOf(ref Utf8JsonReader reader)
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
                id = Text(ref reader);
            }
            else
            {
                Skip(ref reader);
            }
        }

        return id;
    }

    private static string? Text(ref Utf8JsonReader reader)
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
    private static long Instant(ref Utf8JsonReader reader)
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

    private static bool StartsObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
