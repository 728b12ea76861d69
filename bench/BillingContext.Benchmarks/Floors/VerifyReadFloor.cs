using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BillingContext.Payments;
using BillingContext.Webhooks.Internal;

namespace BillingContext.Benchmarks.Floors;

/// <summary>A signed event by hand: one HMAC, one constant-time compare, one pass over the body for the fields the router keeps.</summary>
internal static class VerifyReadFloor
{
    private const long ToleranceSeconds = 300;

    internal static bool TryRead(
        ReadOnlySpan<byte> body, string header, ReadOnlySpan<byte> secret, DateTimeOffset now, out EventEnvelope envelope)
    {
        envelope = default;
        return IsSigned(body, header, secret, now) && Read(body, ref envelope);
    }

    /// <summary>The header is <c>t=…,v1=…</c>; the signature is the HMAC of the time, a dot and the body.</summary>
    private static bool IsSigned(ReadOnlySpan<byte> body, ReadOnlySpan<char> header, ReadOnlySpan<byte> secret, DateTimeOffset now)
    {
        var comma = header.IndexOf(',');
        var timestamp = header[2..comma];
        if (Math.Abs(now.ToUnixTimeSeconds() - long.Parse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture)) > ToleranceSeconds)
        {
            return false;
        }

        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        Convert.FromHexString(header[(comma + 4)..], given, out _, out _);

        var signed = ArrayPool<byte>.Shared.Rent(timestamp.Length + 1 + body.Length);
        var dot = Encoding.ASCII.GetBytes(timestamp, signed);
        signed[dot] = (byte)'.';
        body.CopyTo(signed.AsSpan(dot + 1));
        HMACSHA256.HashData(secret, signed.AsSpan(0, dot + 1 + body.Length), expected);
        ArrayPool<byte>.Shared.Return(signed);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private static bool Read(ReadOnlySpan<byte> body, ref EventEnvelope envelope)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.NextProperty())
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("id"u8))
            {
                envelope.Id = reader.Text();
            }
            else if (name.SequenceEqual("type"u8))
            {
                envelope.Type = reader.Text();
            }
            else if (name.SequenceEqual("created"u8))
            {
                envelope.Created = reader.Number();
            }
            else if (name.SequenceEqual("livemode"u8))
            {
                envelope.Livemode = reader.Flag();
            }
            else if (name.SequenceEqual("account"u8))
            {
                envelope.Account = reader.Text();
            }
            else if (name.SequenceEqual("api_version"u8))
            {
                envelope.ApiVersion = reader.Text();
            }
            else if (name.SequenceEqual("data"u8))
            {
                reader.EnterObject();
                while (reader.NextProperty())
                {
                    if (reader.ValueSpan.SequenceEqual("object"u8))
                    {
                        ReadObject(ref reader, ref envelope);
                    }
                    else
                    {
                        reader.SkipValue();
                    }
                }
            }
            else
            {
                reader.SkipValue();
            }
        }

        return envelope is { Id: not null, Type: not null };
    }

    private static void ReadObject(ref Utf8JsonReader reader, ref EventEnvelope envelope)
    {
        reader.EnterObject();
        while (reader.NextProperty())
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("id"u8))
            {
                envelope.ObjectId = reader.Text();
            }
            else if (name.SequenceEqual("object"u8))
            {
                envelope.ObjectType = reader.Text();
            }
            else if (name.SequenceEqual("customer"u8))
            {
                envelope.Customer = reader.Text();
            }
            else if (name.SequenceEqual("payment_intent"u8))
            {
                envelope.PaymentIntent = reader.Text();
            }
            else if (name.SequenceEqual("charge"u8))
            {
                envelope.Charge = reader.Text();
            }
            else if (name.SequenceEqual("metadata"u8))
            {
                reader.EnterObject();
                while (reader.NextProperty())
                {
                    if (reader.ValueTextEquals(Refund.RequestIdMetadataKey))
                    {
                        envelope.RequestId = reader.Text();
                    }
                    else if (reader.ValueTextEquals(Refund.MerchantMetadataKey))
                    {
                        envelope.RequestMerchant = reader.Text();
                    }
                    else
                    {
                        reader.SkipValue();
                    }
                }
            }
            else
            {
                reader.SkipValue();
            }
        }
    }
}
