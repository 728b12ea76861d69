using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>
/// An answer's body in one piece, in a rented buffer. Converters that skip what they do not know cannot do so in half a
/// text, and an object that straddles two pieces would be read twice.
/// </summary>
internal readonly struct AnswerBody : IDisposable
{
    private const int SmallestBuffer = 16 * 1024;
    private const int LargestExpected = 1024 * 1024;

    private readonly byte[] buffer;
    private readonly int length;

    private AnswerBody(byte[] buffer, int length) => (this.buffer, this.length) = (buffer, length);

    /// <summary>The text, without the mark that a proxy may put before it.</summary>
    private ReadOnlySpan<byte> Json
    {
        get
        {
            var text = buffer.AsSpan(0, length);
            return text.StartsWith("\uFEFF"u8) ? text["\uFEFF"u8.Length..] : text;
        }
    }

    internal static async ValueTask<AnswerBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // Content-Length says what to expect, and is not there where the answer is compressed.
        var expected = Math.Clamp(content.Headers.ContentLength ?? 0, SmallestBuffer, LargestExpected);
        var body = new AnswerBody(ArrayPool<byte>.Shared.Rent((int)expected + 1), 0);
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = stream.ConfigureAwait(false);
            while (await stream.ReadAsync(body.buffer.AsMemory(body.length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                body = new AnswerBody(body.buffer, body.length + read);
                if (body.length == body.buffer.Length)
                {
                    body = body.Grown();
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <exception cref="JsonException">It is something else.</exception>
    internal object? Read(JsonTypeInfo type)
    {
        try
        {
            return JsonSerializer.Deserialize(Json, type);
        }
        finally
        {
            WireStringConverter.Forget();
        }
    }

    /// <summary>Gives the buffer back without what was in it: answers hold personal data.</summary>
    public void Dispose()
    {
        buffer.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private AnswerBody Grown()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        Dispose();
        return new AnswerBody(larger, length);
    }
}
