using System.Runtime.CompilerServices;
using BillingContext.Internal;
using BillingContext.Storage;

namespace BillingContext.Audit.Internal;

/// <summary>The log as the store has it, read in pages.</summary>
internal sealed class StoreAuditLog(IBillingStore store, AuditChain chain) : IAuditLog
{
    private const int PageSize = 500;

    public async IAsyncEnumerable<AuditEntry> ReadAsync(
        MerchantId merchant, long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var page in PagesAsync(merchant, after, cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in page)
            {
                yield return line.Read();
            }
        }
    }

    public IAsyncEnumerable<AuditEntry> FindAsync(MerchantId merchant, AuditQuery query, long after = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        return ReadAsync(merchant, after, cancellationToken).Where(query.Matches);
    }

    public async Task<AuditReport> ReportAsync(StripeScope scope, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        AuditPeriod.Check(from, until, nameof(until));
        var tally = new AuditTally(scope);
        await foreach (var entry in ReadAsync(scope.Merchant, after: 0, cancellationToken).ConfigureAwait(false))
        {
            tally.Take(entry);
        }

        return AuditReport.Of(tally, from, until);
    }

    public async Task<AuditAnchor> ExportAsync(
        MerchantId merchant, Stream destination, AuditAnchor after = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var last = after;
        using var text = new MemoryStream();
        await foreach (var page in PagesAsync(merchant, after.Sequence, cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in page)
            {
                ExportText.Write(text, ExportRecord.Of(line));
                last = line.Anchor;
            }

            await WriteAsync(text, destination, cancellationToken).ConfigureAwait(false);
        }

        ExportText.Write(text, ExportRecord.End(merchant, after, last));
        await WriteAsync(text, destination, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        return last;
    }

    public async Task<AuditVerification> VerifyAsync(MerchantId merchant, AuditAnchor? expected = null, CancellationToken cancellationToken = default)
    {
        var walk = new AuditWalk(chain, merchant, AuditAnchor.Start, expected);
        await foreach (var page in PagesAsync(merchant, after: 0, cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in page)
            {
                if (walk.Take(line) is { } broken)
                {
                    return broken;
                }
            }
        }

        return walk.End();
    }

    /// <summary>Page after page, until one is empty or does not lead on.</summary>
    private async IAsyncEnumerable<IReadOnlyList<AuditLine>> PagesAsync(
        MerchantId merchant, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await StoreErrors.TranslateAsync(
                store.ReadAuditAsync(merchant, after, PageSize, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            yield return page;
            if (page[^1].Sequence <= after)
            {
                yield break;
            }

            after = page[^1].Sequence;
        }
    }

    private static async Task WriteAsync(MemoryStream text, Stream destination, CancellationToken cancellationToken)
    {
        await destination.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length), cancellationToken).ConfigureAwait(false);
        text.SetLength(0);
    }
}
