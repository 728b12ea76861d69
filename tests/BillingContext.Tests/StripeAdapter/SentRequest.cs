namespace BillingContext.Tests.StripeAdapter;

/// <summary>A request as it left, and as a reviewer wants to read it.</summary>
internal sealed record SentRequest(DateTimeOffset At, string Method, string Path, string RawQuery, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body)
{
    internal IReadOnlyList<KeyValuePair<string, string>> Query => Decode(RawQuery);

    internal static async Task<SentRequest> OfAsync(HttpRequestMessage request, DateTimeOffset at)
    {
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)));
        return new SentRequest(
            at,
            request.Method.Method,
            request.RequestUri!.GetLeftPart(UriPartial.Path),
            request.RequestUri.Query.TrimStart('?'),
            [.. headers],
            request.Content is null ? null : await request.Content.ReadAsStringAsync());
    }

    internal string? Header(string name) => Headers.FirstOrDefault(header => header.Key == name).Value;

    /// <summary>Method and path, query and body decoded with one parameter a line, every header; the key in its masked form.</summary>
    public override string ToString()
    {
        IEnumerable<string> lines =
        [
            $"{Method} {Path}",
            .. Query.Select(pair => $"  ? {pair.Key} = {pair.Value}"),
            .. Headers.Where(header => header.Key != "Content-Length").Select(header => $"  {header.Key}: {Shown(header)}"),
            .. Decode(Body ?? "").Select(pair => $"  {pair.Key} = {pair.Value}"),
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string Shown(KeyValuePair<string, string> header) =>
        header.Key == "Authorization" ? $"Bearer {StripeApiKey.Parse(header.Value["Bearer ".Length..])}" : header.Value;

    /// <summary>Reads form encoding by its own rules, not by the code under test.</summary>
    private static List<KeyValuePair<string, string>> Decode(string encoded) =>
    [
        .. encoded.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(Plain(pair[0]), Plain(pair.ElementAtOrDefault(1) ?? ""))),
    ];

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
