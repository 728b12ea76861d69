using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BillingContext.Audit.Internal;

namespace BillingContext.Audit;

/// <summary>Ties each line of a merchant's audit log to the one before with a keyed hash. Pure and thread-safe; every store uses it.</summary>
/// <remarks>
/// A link is <c>name.hash</c>: the key's name, and HMAC-SHA256 under it over the merchant, the link before, and the line's text, each with
/// its length. Whoever lacks the key can cut lines off the end, and nothing else, without being seen; an <see cref="AuditAnchor"/> kept
/// elsewhere shows that too.
/// </remarks>
public sealed class AuditChain
{
    private readonly AuditKey current;
    private readonly Dictionary<string, AuditKey> known;

    /// <param name="key">The key new lines are tied with; null for a log that shows accidents only.</param>
    /// <param name="retired">Keys that older lines were tied with.</param>
    public AuditChain(AuditKey? key = null, IEnumerable<AuditKey>? retired = null)
    {
        current = key ?? AuditKey.None;
        known = (retired ?? []).Append(current).DistinctBy(each => each.Name).ToDictionary(each => each.Name, StringComparer.Ordinal);
    }

    /// <summary>Whether the host gave a key.</summary>
    public bool IsKeyed => current != AuditKey.None;

    /// <summary>The line that follows.</summary>
    /// <param name="tail">Where the merchant's log ends now.</param>
    /// <param name="entry">What to write; its sequence is given here.</param>
    public AuditLine Append(AuditAnchor tail, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var sequence = tail.Sequence + 1;
        var body = AuditJson.Write(entry with { Sequence = sequence });
        return new AuditLine(sequence, body, LinkOf(current, entry.Scope.Merchant, tail.Link, body));
    }

    /// <summary>Whether a line is the very one that was written after this one, for this merchant.</summary>
    public bool Follows(MerchantId merchant, AuditAnchor tail, AuditLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var dot = line.Link.IndexOf('.', StringComparison.Ordinal);
        return line.Sequence == tail.Sequence + 1
            && dot > 0
            && known.TryGetValue(line.Link[..dot], out var key)
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(LinkOf(key, merchant, tail.Link, line.Body)), Encoding.UTF8.GetBytes(line.Link));
    }

    private static string LinkOf(AuditKey key, MerchantId merchant, string previous, string body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Bytes);
        Span<byte> result = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Add(hash, merchant.Value);
        Add(hash, previous);
        Add(hash, body);
        hash.GetHashAndReset(result);
        return $"{key.Name}.{Convert.ToHexStringLower(result)}";
    }

    /// <summary>Each part with its length in front, so that no two lists of parts read alike.</summary>
    private static void Add(IncrementalHash hash, string part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = Encoding.UTF8.GetBytes(part);
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
