using System.Text.Json.Serialization;

namespace BillingContext.Audit.Internal;

/// <summary>A line of an export: one of the log, or, last of all, what the export holds.</summary>
internal sealed record ExportRecord
{
    public long? Sequence { get; init; }

    public string? Body { get; init; }

    public string? Link { get; init; }

    public MerchantId? Merchant { get; init; }

    public AuditAnchor? After { get; init; }

    public AuditAnchor? Anchor { get; init; }

    /// <summary>The line of the log; null for the last record.</summary>
    [JsonIgnore]
    internal AuditLine? Line =>
        Sequence is { } sequence && Body is not null && Link is not null ? new AuditLine(sequence, Body, Link) : null;

    /// <summary>Whether it is one of the two kinds, whole.</summary>
    [JsonIgnore]
    internal bool IsWhole =>
        (Line is not null && (Merchant, After, Anchor) is (null, null, null))
        || ((Sequence, Body, Link) is (null, null, null) && Merchant is not null && After is not null && Anchor is not null);

    internal static ExportRecord Of(AuditLine line) => new() { Sequence = line.Sequence, Body = line.Body, Link = line.Link };

    internal static ExportRecord End(MerchantId merchant, AuditAnchor after, AuditAnchor anchor) =>
        new() { Merchant = merchant, After = after, Anchor = anchor };
}
