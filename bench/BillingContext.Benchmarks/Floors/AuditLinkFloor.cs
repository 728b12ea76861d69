using System.Security.Cryptography;

namespace BillingContext.Benchmarks.Floors;

/// <summary>A link by hand: HMAC-SHA256 over bytes that lie ready, and its hash as text. No entry is written, nothing is put together.</summary>
internal sealed class AuditLinkFloor(byte[] key, string keyName, byte[] bytes)
{
    internal string Link()
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes, hash);
        return $"{keyName}.{Convert.ToHexStringLower(hash)}";
    }
}
