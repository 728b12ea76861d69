using BillingContext.Audit.Internal;

namespace BillingContext.Audit;

/// <summary>Checks an exported audit log: no store and no host needed, only the key. The format is in docs/audit.md.</summary>
public static class AuditExport
{
    /// <summary>Checks every line of what <see cref="IAuditLog.ExportAsync"/> wrote. Whatever it holds instead is a result.</summary>
    /// <param name="export">Read to its end, and left open.</param>
    /// <param name="chain">With the key, and the retired keys, of the host that wrote it.</param>
    /// <param name="merchant">Whose log it is to be: what the export says of itself is not trusted.</param>
    /// <param name="after">Where the export before ended, if it is not from the start.</param>
    /// <param name="expected">An anchor kept elsewhere, which must be in it. Without one, an export of less than all does not show.</param>
    /// <param name="cancellationToken">Stops checking.</param>
    /// <exception cref="ArgumentException"><paramref name="expected"/> lies before <paramref name="after"/>, or contradicts it.</exception>
    public static async Task<AuditVerification> VerifyAsync(
        Stream export,
        AuditChain chain,
        MerchantId merchant,
        AuditAnchor after = default,
        AuditAnchor? expected = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(export);
        ArgumentNullException.ThrowIfNull(chain);
        var walk = new AuditWalk(chain, merchant, after, expected);
        ExportRecord? end = null;
        await foreach (var record in ExportReading.ReadAsync(export, cancellationToken).ConfigureAwait(false))
        {
            if (end is not null || record is null)
            {
                return walk.Broken(AuditVerdict.Altered, end is null ? "The record for it is not one of an export" : "Something follows the last record");
            }

            if (record.Line is not { } line)
            {
                end = record;
            }
            else if (walk.Take(line) is { } broken)
            {
                return broken;
            }
        }

        return end is null ? walk.Broken(AuditVerdict.Cut, "The export has no last record: it was cut, or never written to its end")
            : end.Merchant == merchant && end.After == after && end.Anchor == walk.Tail ? walk.End()
            : end.Anchor is { } last && last.Sequence > walk.Tail.Sequence
                ? walk.Broken(AuditVerdict.Cut, $"The last record says that line {last.Sequence} is the last")
            : walk.Broken(AuditVerdict.Altered, "The last record is not that of these lines");
    }
}
