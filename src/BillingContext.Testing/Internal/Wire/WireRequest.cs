using System.Net.Http.Headers;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>A request as it came over the wire, detached from the client that sent it.</summary>
internal sealed class WireRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>Still escaped, without the question mark.</summary>
    public required string Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<WireRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) : [];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Copy(request.Headers, headers);
        if (request.Content is not null)
        {
            Copy(request.Content.Headers, headers);
        }

        return new WireRequest
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.AbsolutePath,
            Query = request.RequestUri.Query.TrimStart('?'),
            Headers = headers,
            Body = body,
        };
    }

    private static void Copy(HttpHeaders from, Dictionary<string, string> to)
    {
        foreach (var header in from.NonValidated)
        {
            to[header.Key] = header.Value.ToString();
        }
    }
}
