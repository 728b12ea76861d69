using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace BillingContext.Audit.Internal;

/// <summary>Reads an export record by record, whatever somebody made of it.</summary>
internal static class ExportReading
{
    private const int LongestLine = 1024 * 1024;

    /// <summary>The records, with null for a line that is none. What is after the last line break was cut, and is none either.</summary>
    internal static async IAsyncEnumerable<ExportRecord?> ReadAsync(Stream export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(export, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rest = read.Buffer;
                while (rest.PositionOf((byte)'\n') is { } lineBreak)
                {
                    yield return ExportText.Read(rest.Slice(0, lineBreak));
                    rest = rest.Slice(rest.GetPosition(1, lineBreak));
                }

                if (rest.Length > LongestLine)
                {
                    yield return null;
                    yield break;
                }

                if (read.IsCompleted)
                {
                    yield break;
                }

                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }
}
