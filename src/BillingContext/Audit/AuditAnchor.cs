using System.Globalization;
using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext.Audit;

/// <summary>How far an audit log had come: kept elsewhere, it shows later that nothing up to here was changed or cut off.</summary>
/// <remarks><c>default</c> is <see cref="Start"/>.</remarks>
/// <param name="Sequence">The last line's place; 0 before the first.</param>
/// <param name="Link">The last line's link; empty before the first.</param>
[JsonConverter(typeof(Json))]
public readonly record struct AuditAnchor(long Sequence, string Link)
{
    // Null for the empty link however it was made, so that default equals Start.
    private readonly string? link = string.IsNullOrEmpty(Link) ? null : Link;

    /// <summary>Before the first line.</summary>
    public static AuditAnchor Start => default;

    /// <summary>The last line's link; empty before the first.</summary>
    public string Link
    {
        get => link ?? "";
        init => link = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="ArgumentException">It is no anchor.</exception>
    public static AuditAnchor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && (sequence == 0) == (colon == text.Length - 1)
            ? new AuditAnchor(sequence, text[(colon + 1)..])
            : throw new ArgumentException("Not an audit anchor: expected a line's number, a colon and its link.", nameof(text));
    }

    /// <summary>Number and link as one word, such as <c>1042:9f3a01bc.5d…</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Link}");

    internal sealed class Json() : TextJsonConverter<AuditAnchor>(Parse, value => value.ToString());
}
