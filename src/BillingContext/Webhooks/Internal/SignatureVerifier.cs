using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BillingContext.Webhooks.Internal;

/// <summary>Checks <c>Stripe-Signature</c> (https://docs.stripe.com/webhooks#verify-manually). Never throws, whatever the header holds.</summary>
internal static class SignatureVerifier
{
    private const long ToleranceSeconds = 300;
    private const int LongestHeader = 4096;
    private const int MostSignatures = 8;
    private const int LongestTimestamp = 12;

    internal static SignatureVerdict Verify(ReadOnlySpan<byte> body, string? header, IReadOnlyList<WebhookSecret> secrets, DateTimeOffset now)
    {
        if (secrets.Count == 0)
        {
            return SignatureVerdict.NoSecret;
        }

        if (string.IsNullOrWhiteSpace(header))
        {
            return SignatureVerdict.Missing;
        }

        Span<byte> signatures = stackalloc byte[MostSignatures * SHA256.HashSizeInBytes];
        if (header.Length > LongestHeader || !TryParse(header, out var timestamp, signatures, out var count))
        {
            return SignatureVerdict.Malformed;
        }

        var seconds = long.Parse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture);
        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > ToleranceSeconds)
        {
            return SignatureVerdict.TooOld;
        }

        return IsSigned(body, timestamp, signatures[..(count * SHA256.HashSizeInBytes)], secrets) ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    internal static string CodeOf(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Missing => "signature.missing",
        SignatureVerdict.Malformed => "signature.malformed",
        SignatureVerdict.TooOld => "signature.too_old",
        SignatureVerdict.NoSecret => "signature.no_secret",
        _ => "signature.mismatch",
    };

    private static bool IsSigned(ReadOnlySpan<byte> body, ReadOnlySpan<char> timestamp, ReadOnlySpan<byte> signatures, IReadOnlyList<WebhookSecret> secrets)
    {
        var length = timestamp.Length + 1 + body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var signed = rented.AsSpan(0, length);
            Encoding.ASCII.GetBytes(timestamp, signed);
            signed[timestamp.Length] = (byte)'.';
            body.CopyTo(signed[(timestamp.Length + 1)..]);

            var matches = false;
            Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
            for (var i = 0; i < secrets.Count; i++)
            {
                HMACSHA256.HashData(secrets[i].Key, signed, expected);
                for (var offset = 0; offset < signatures.Length; offset += SHA256.HashSizeInBytes)
                {
                    matches |= CryptographicOperations.FixedTimeEquals(expected, signatures.Slice(offset, SHA256.HashSizeInBytes));
                }
            }

            return matches;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>One timestamp in plain digits, and up to eight <c>v1</c> signatures of 64 lower-case hex digits; other schemes are skipped.</summary>
    private static bool TryParse(ReadOnlySpan<char> header, out ReadOnlySpan<char> timestamp, Span<byte> signatures, out int count)
    {
        timestamp = default;
        count = 0;
        foreach (var range in header.Split(','))
        {
            var part = header[range].Trim(' ');
            if (part.StartsWith("t=", StringComparison.Ordinal))
            {
                if (!timestamp.IsEmpty)
                {
                    return false;
                }

                timestamp = part[2..];
                if (timestamp.Length is 0 or > LongestTimestamp || timestamp.ContainsAnyExceptInRange('0', '9'))
                {
                    return false;
                }
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal))
            {
                if (count == MostSignatures)
                {
                    return false;
                }

                // A malformed signature is only one that does not match; another may.
                if (TryReadHex(part[3..], signatures.Slice(count * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes)))
                {
                    count++;
                }
            }
        }

        return !timestamp.IsEmpty && count > 0;
    }

    private static bool TryReadHex(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == 2 * SHA256.HashSizeInBytes
        && !text.ContainsAnyInRange('A', 'F')
        && Convert.FromHexString(text, bytes, out _, out var written) == OperationStatus.Done
        && written == SHA256.HashSizeInBytes;
}
