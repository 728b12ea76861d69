using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
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
    private const int NameLength = 8;
    private const int LinkLength = NameLength + 1 + (2 * HMACSHA256.HashSizeInBytes);

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

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
    /// <remarks>Texts are made fit for a line: control and format characters are replaced, and what is over 2,000 characters is cut.</remarks>
    /// <param name="tail">Where the merchant's log ends now.</param>
    /// <param name="entry">What to write; its sequence is given here.</param>
    public AuditLine Append(AuditAnchor tail, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var sequence = tail.Sequence + 1;
        var body = AuditJson.Write(AuditText.Fit(entry, sequence));
        return new AuditLine(sequence, body, LinkOf(current, entry.Scope.Merchant, tail.Link, body));
    }

    /// <summary>Whether a line is the very one that was written after this one, for this merchant.</summary>
    public bool Follows(MerchantId merchant, AuditAnchor tail, AuditLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Examine(merchant, tail, line) == AuditVerdict.Intact;
    }

    /// <summary>The name of the key a line says it was tied with; null if it says none.</summary>
    internal static string? KeyNameOf(AuditLine line) =>
        line.Link.Length == LinkLength && line.Link[NameLength] == '.' && !line.Link.AsSpan(0, NameLength).ContainsAnyExcept(Digits)
            ? line.Link[..NameLength]
            : null;

    /// <summary>Whether a line says that it was tied without a key.</summary>
    internal static bool IsUnkeyed(AuditLine line) => KeyNameOf(line) == AuditKey.None.Name;

    /// <summary>What is to be said of a line after this one.</summary>
    internal AuditVerdict Examine(MerchantId merchant, AuditAnchor tail, AuditLine line) =>
        line.Sequence != tail.Sequence + 1 ? AuditVerdict.Gap
        : KeyNameOf(line) is not { } name ? AuditVerdict.Altered
        : !known.TryGetValue(name, out var key) ? AuditVerdict.UnknownKey
        : AreEqual(LinkOf(key, merchant, tail.Link, line.Body), line.Link) ? AuditVerdict.Intact
        : AuditVerdict.Altered;

    private static bool AreEqual(string computed, string stored) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(computed.AsSpan()), MemoryMarshal.AsBytes(stored.AsSpan()));

    private static string LinkOf(AuditKey key, MerchantId merchant, string previous, string body)
    {
        var needed = Room(merchant.Value) + Room(previous) + Room(body);
        var buffer = ArrayPool<byte>.Shared.Rent(needed);
        var bytes = buffer.AsSpan();
        var length = Put(bytes, merchant.Value);
        length += Put(bytes[length..], previous);
        length += Put(bytes[length..], body);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Bytes, bytes[..length], hash);
        ArrayPool<byte>.Shared.Return(buffer);
        return $"{key.Name}.{Convert.ToHexStringLower(hash)}";
    }

    private static int Room(string part) => sizeof(int) + Encoding.UTF8.GetMaxByteCount(part.Length);

    /// <summary>Each part with its length in front, so that no two lists of parts read alike.</summary>
    private static int Put(Span<byte> bytes, string part)
    {
        var length = Encoding.UTF8.GetBytes(part, bytes[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return sizeof(int) + length;
    }
}
