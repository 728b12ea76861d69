using System.Security.Cryptography;

namespace BillingContext;

/// <summary>The key that makes an audit log tamper-evident: who has the database but not the key cannot forge a line. It does not print itself.</summary>
public sealed class AuditKey
{
    private const int FewestBytes = 32;
    private const int NameBytes = 4;

    private readonly byte[] key;

    private AuditKey(byte[] key)
    {
        this.key = key;
        Name = Convert.ToHexStringLower(HMACSHA256.HashData(key, "billingcontext audit key"u8).AsSpan(0, NameBytes));
    }

    /// <summary>Stands in where the host gave no key: the chain then shows accidents, and not an attacker's work.</summary>
    internal static AuditKey None { get; } = new(new byte[FewestBytes]);

    /// <summary>Tells keys apart, and says nothing about them.</summary>
    public string Name { get; }

    internal ReadOnlySpan<byte> Bytes => key;

    /// <summary>Reads a key: at least 32 random bytes in base64, such as <c>openssl rand -base64 32</c> prints.</summary>
    /// <exception cref="ArgumentException">Empty, not base64, or too short; the message never repeats it.</exception>
    public static AuditKey Parse(string value) =>
        Describe(value) is { } problem ? throw new ArgumentException(problem, nameof(value)) : new AuditKey(Convert.FromBase64String(value));

    /// <summary>The name only.</summary>
    public override string ToString() => $"audit key {Name}";

    /// <summary>What is wrong with a key, in words that do not repeat it; null when it will do.</summary>
    internal static string? Describe(string? value)
    {
        const string Fix = "Give at least 32 random bytes in base64, such as `openssl rand -base64 32` prints, and keep them where secrets are kept.";
        if (string.IsNullOrWhiteSpace(value))
        {
            return "is empty. " + Fix;
        }

        var bytes = new byte[value.Length];
        return !Convert.TryFromBase64String(value, bytes, out var length) ? "is not base64. " + Fix
            : length < FewestBytes ? $"has {length} bytes, which can be guessed. " + Fix
            : bytes.AsSpan(0, length).IndexOfAnyExcept(bytes[0]) < 0 ? "is the same byte over and over. " + Fix
            : null;
    }
}
