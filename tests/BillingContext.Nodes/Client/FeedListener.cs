using System.Diagnostics;
using System.Text.Json;

namespace BillingContext.Nodes.Client;

/// <summary>A browser that listens to a conversation, and comes again when the connection ends.</summary>
internal sealed class FeedListener : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient http;
    private readonly string customer;
    private readonly Lock gate = new();
    private readonly List<(string Object, long At)> heard = [];
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task listening;
    private string? last = "0";

    private FeedListener(HttpClient http, string customer)
    {
        (this.http, this.customer) = (http, customer);
        listening = ListenAsync();
    }

    internal static async Task<FeedListener> OpenAsync(HttpClient http, string customer)
    {
        var listener = new FeedListener(http, customer);
        await listener.open.Task;
        return listener;
    }

    /// <summary>The objects it heard of, in order, each with the instant (<see cref="Stopwatch.GetTimestamp"/>).</summary>
    internal IReadOnlyList<(string Object, long At)> Heard
    {
        get
        {
            lock (gate)
            {
                return [.. heard];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening;
        stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync();
            }
            catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
            {
                // It comes again.
            }
        }
    }

    private async Task ListenOnceAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/feed/{customer}", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        using var lines = new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(stop.Token));
        while (await lines.ReadLineAsync(stop.Token) is { } line)
        {
            open.TrySetResult();
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                last = line["id: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                using var told = JsonDocument.Parse(line["data: ".Length..]);
                lock (gate)
                {
                    heard.Add((told.RootElement.GetProperty("object").GetString() ?? "", Stopwatch.GetTimestamp()));
                }
            }
        }
    }
}
