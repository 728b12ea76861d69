using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using BillingContext.Answers;
using BillingContext.Webhooks;

namespace BillingContext.AspNetCore.Internal;

/// <summary>
/// Writes server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Not the framework's own writer: that one has no comments, with which a
/// quiet connection is kept alive.
/// </summary>
internal sealed class EventWriter(PipeWriter output, AnswerWriter words)
{
    private static readonly ReadOnlyMemory<byte> Comment = ":\n\n"u8.ToArray();

    internal async ValueTask CommentAsync(CancellationToken cancellationToken) =>
        await output.WriteAsync(Comment, cancellationToken).ConfigureAwait(false);

    /// <summary>The fields are fixed: what is not named here does not leave the host. JSON has no line breaks, so that one line of data is all of it.</summary>
    internal async ValueTask SendAsync(BillingChange change, CancellationToken cancellationToken)
    {
        Write(change);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Write(BillingChange change)
    {
        Append($"id: {change.Token.Sequence.ToString(CultureInfo.InvariantCulture)}\nevent: change\ndata: ");
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(change.Kind.ToString()));
            json.WriteString("type", change.EventType);
            json.WriteString("object", change.ObjectId);
            json.WriteString("payment", change.Payment?.Value);
            json.WriteString("at", change.At);
            json.WriteString("say", words.ForAgent(ChangeStory.Of(change).What));
            json.WriteEndObject();
        }

        Append("\n\n");
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, output);
}
