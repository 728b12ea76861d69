using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace ServedStripe;

/// <summary>
/// Kestrel refuses what is no HTTP before any of our code sees it, with an empty answer. Here it gets the body that clients of
/// Stripe can read.
/// </summary>
internal sealed class RefusalWriter(PipeWriter inner) : PipeWriter
{
    private Memory<byte> _given;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _given = inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        inner.Advance(IsEmptyRefusal(_given.Span[..bytes], out var length) ? Fill(_given.Span, bytes, length) : bytes);
        _given = _given[bytes..];
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        => inner.WriteAsync(source, cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    /// <summary>Our own refusals have a body, so that this is true of nobody else's than Kestrel's.</summary>
    private static bool IsEmptyRefusal(ReadOnlySpan<byte> head, out Range length)
    {
        length = default;
        if (!head.StartsWith("HTTP/1.1 "u8) || head.Length < 12 || head[9] is not ((byte)'4' or (byte)'5') || !head.EndsWith("\r\n\r\n"u8))
        {
            return false;
        }

        var header = "\r\nContent-Length: 0\r\n"u8;
        var at = head.IndexOf(header);
        length = new Range(Math.Max(at, 0), Math.Max(at, 0) + header.Length);
        return at > 0;
    }

    private static int Fill(Span<byte> memory, int bytes, Range length)
    {
        var line = Encoding.ASCII.GetString(memory[9..memory.IndexOf("\r\n"u8)]);
        var body = ErrorAnswer.Body("invalid_request_error", $"The request could not be read: {line}.");
        var filled = (byte[])
        [
            .. memory[..length.Start.Value],
            .. Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n")),
            .. memory[length.End.Value..bytes],
            .. body,
        ];
        if (filled.Length > memory.Length)
        {
            return bytes;
        }

        filled.CopyTo(memory);
        return filled.Length;
    }
}
