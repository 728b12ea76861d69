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
                envelope.Id = reader.NextText();
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                envelope.Type = reader.NextText();
            }
            else if (reader.ValueTextEquals("created"u8))
            {
                envelope.Created = reader.NextInstant();
            }
            else if (reader.ValueTextEquals("livemode"u8))
            {
                reader.Read();
                envelope.Livemode = reader.TokenType == JsonTokenType.True;
            }
            else if (reader.ValueTextEquals("account"u8))
            {
                envelope.Account = reader.NextText();
            }
            else if (reader.ValueTextEquals("context"u8))
            {
                // Thin events name the connected account here, and newer snapshot events in both places.
                envelope.Account = reader.NextText() is { } context && context.StartsWith("acct_", StringComparison.Ordinal) ? context : envelope.Account;
            }
            else if (reader.ValueTextEquals("api_version"u8))
            {
                envelope.ApiVersion = reader.NextText();
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
                reader.SkipNext();
            }
        }

        // The end of the object must be the end of the body.
        return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    private static void ReadData(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (!reader.NextIsObject())
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
                reader.SkipNext();
            }
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (!reader.NextIsObject())
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                envelope.ObjectId = reader.NextText();
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                envelope.ObjectType = reader.NextText();
            }
            else if (reader.ValueTextEquals("customer"u8))
            {
                envelope.Customer = reader.NextId();
            }
            else if (reader.ValueTextEquals("payment_intent"u8))
            {
                envelope.PaymentIntent = reader.NextId();
            }
            else if (reader.ValueTextEquals("charge"u8))
            {
                envelope.Charge = reader.NextId();
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                ReadMetadata(ref reader, ref envelope);
            }
            else
            {
                reader.SkipNext();
            }
        }
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (!reader.NextIsObject())
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Refund.RequestIdMetadataKey))
            {
                envelope.RequestId = reader.NextText();
            }
            else if (reader.ValueTextEquals(Refund.MerchantMetadataKey))
            {
                envelope.RequestMerchant = reader.NextText();
            }
            else
            {
                reader.SkipNext();
            }
        }
    }

    private static void ReadRelated(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (!reader.NextIsObject())
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                envelope.ObjectId = reader.NextText();
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                envelope.ObjectType = reader.NextText();
            }
            else
            {
                reader.SkipNext();
            }
        }
    }
}
