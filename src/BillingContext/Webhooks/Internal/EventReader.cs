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

    /// <summary>Takes the value of the property it stands at; false, and nothing was read, if it is of no interest.</summary>
    private delegate bool Property(ref Utf8JsonReader reader, ref EventEnvelope envelope);

    /// <summary>Reads a verified body; false if it is no event.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> body, out EventEnvelope envelope)
    {
        envelope = default;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            // The end of the object must be the end of the body.
            return ReadAll(ref reader, ref envelope, Event) && reader.TokenType == JsonTokenType.EndObject && !reader.Read()
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

    /// <summary>Every property of the object that comes next; false if something else comes, which is skipped.</summary>
    private static bool ReadAll(ref Utf8JsonReader reader, ref EventEnvelope envelope, Property property)
    {
        if (!reader.NextIsObject())
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!property(ref reader, ref envelope))
            {
                reader.SkipNext();
            }
        }

        return true;
    }

    private static bool Event(ref Utf8JsonReader reader, ref EventEnvelope envelope)
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
            reader.Skip();
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
            ReadAll(ref reader, ref envelope, Snapshot);
        }
        else if (reader.ValueTextEquals("related_object"u8))
        {
            ReadAll(ref reader, ref envelope, Related);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool Snapshot(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (reader.ValueTextEquals("object"u8))
        {
            ReadAll(ref reader, ref envelope, Subject);
            return true;
        }

        if (reader.ValueTextEquals("previous_attributes"u8))
        {
            ReadAll(ref reader, ref envelope, Previous);
            return true;
        }

        return false;
    }

    private static bool Subject(ref Utf8JsonReader reader, ref EventEnvelope envelope)
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
        else if (reader.ValueTextEquals("invoice"u8))
        {
            envelope.Invoice = reader.NextId();
        }
        else if (reader.ValueTextEquals("subscription"u8))
        {
            envelope.Subscription = reader.NextId();
        }
        else if (reader.ValueTextEquals("metadata"u8))
        {
            ReadAll(ref reader, ref envelope, Metadata);
        }
        else if (reader.ValueTextEquals("payment"u8))
        {
            // What paid an invoice stands a level deeper (https://docs.stripe.com/api/invoice-payment/object).
            ReadAll(ref reader, ref envelope, PaidBy);
        }
        else
        {
            return PaidBy(ref reader, ref envelope);
        }

        return true;
    }

    private static bool PaidBy(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (reader.ValueTextEquals("payment_intent"u8))
        {
            envelope.PaymentIntent = reader.NextId();
            return true;
        }

        if (reader.ValueTextEquals("charge"u8))
        {
            envelope.Charge = reader.NextId();
            return true;
        }

        return false;
    }

    private static bool Previous(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (!reader.ValueTextEquals("customer"u8))
        {
            return false;
        }

        envelope.PreviousCustomer = reader.NextId();
        return true;
    }

    private static bool Metadata(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (reader.ValueTextEquals(Refund.RequestIdMetadataKey))
        {
            envelope.RequestId = reader.NextText();
            return true;
        }

        if (reader.ValueTextEquals(Refund.MerchantMetadataKey))
        {
            envelope.RequestMerchant = reader.NextText();
            return true;
        }

        return false;
    }

    private static bool Related(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            envelope.ObjectId = reader.NextText();
            return true;
        }

        if (reader.ValueTextEquals("type"u8))
        {
            envelope.ObjectType = reader.NextText();
            return true;
        }

        return false;
    }
}
