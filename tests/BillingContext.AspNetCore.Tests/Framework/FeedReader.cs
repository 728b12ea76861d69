using System.Net;
using System.Text.Json;

namespace BillingContext.AspNetCore.Tests.Framework;

/// <summary>A browser's EventSource, as far as a test needs it.</summary>
internal sealed class FeedReader : IDisposable
{
    /// <summary>So that a test that waits in vain fails and does not hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HttpResponseMessage answer;
    private readonly StreamReader lines;

    private FeedReader(HttpResponseMessage answer, Stream body) => (this.answer, lines) = (answer, new StreamReader(body));

    internal HttpStatusCode Status => answer.StatusCode;

    internal string Header(string name) => string.Join(", ", answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key == name).SelectMany(header => header.Value));

    internal static async Task<FeedReader> OpenAsync(WebDesk desk, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        var answer = await desk.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new FeedReader(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event with its id, or a comment as null; "end" when the connection ended.</summary>
    internal async Task<string?> NextAsync()
    {
        var fields = new List<string>();
        while (await lines.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Length > 0)
            {
                fields.Add(line);
            }
            else if (fields is [":"])
            {
                return null;
            }
            else
            {
                return string.Join('\n', fields);
            }
        }

        return "end";
    }

    /// <summary>The next event, comments passed over, as "id kind object".</summary>
    internal async Task<string> NextEventAsync()
    {
        string? next;
        do
        {
            next = await NextAsync();
        }
        while (next is null);
        if (next == "end")
        {
            return next;
        }

        var fields = next.Split('\n');
        using var data = JsonDocument.Parse(fields[2]["data: ".Length..]);
        return $"{fields[0]["id: ".Length..]} {data.RootElement.GetProperty("kind").GetString()} {data.RootElement.GetProperty("object").GetString()}".TrimEnd();
    }

    public void Dispose()
    {
        lines.Dispose();
        answer.Dispose();
    }
}
