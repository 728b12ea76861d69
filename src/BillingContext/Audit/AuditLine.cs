using System.Text.Json;
using BillingContext.Audit.Internal;

namespace BillingContext.Audit;

/// <summary>A line of the audit log as it is stored: the very text that was chained, so that a change of a single bit shows.</summary>
/// <param name="Sequence">Place in the merchant's log, from 1.</param>
/// <param name="Body">The entry as JSON, sequence included.</param>
/// <param name="Link">What ties it to the line before: the key's name and a keyed hash, from <see cref="AuditChain"/>.</param>
public sealed record AuditLine(long Sequence, string Body, string Link)
{
    /// <summary>The anchor of a log that ends with this line.</summary>
    public AuditAnchor Anchor => new(Sequence, Link);

    /// <summary>Number and link; the text may hold a note.</summary>
    public override string ToString() => Anchor.ToString();

    /// <summary>The entry.</summary>
    /// <exception cref="BillingException">The text is not an entry: it was altered (<c>audit.altered</c>).</exception>
    public AuditEntry Read()
    {
        try
        {
            return AuditJson.Read(Body);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException)
        {
            throw new BillingException("audit.altered", $"Line {Sequence} of the audit log cannot be read: it is not what was written.", exception);
        }
    }
}
