using System.Globalization;
using System.Text.Json;

namespace BillingContext.Testing.Tests.Framework;

internal sealed class WireAnswer(int status, string body, IReadOnlyDictionary<string, string> headers)
{
    public int Status { get; } = status;

    public string Body { get; } = body;

    public JsonElement Json { get; } = JsonDocument.Parse(body).RootElement;

    public JsonElement Error => Json.GetProperty("error");

    public string? Code => Error.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string Message => Error.GetProperty("message").GetString()!;

    public string? Param => Error.TryGetProperty("param", out var param) ? param.GetString() : null;

    public string Id => Json.GetProperty("id").GetString()!;

    public IReadOnlyList<string> Ids => [.. Json.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    public bool HasMore => Json.GetProperty("has_more").GetBoolean();

    public string? Header(string name) => headers.GetValueOrDefault(name);

    /// <summary>The value at a dotted path; numbers count into arrays.</summary>
    public JsonElement At(string path)
        => path.Split('.').Aggregate(Json, (element, part) => element.ValueKind == JsonValueKind.Array
            ? element[int.Parse(part, CultureInfo.InvariantCulture)]
            : element.GetProperty(part));

    public string? TextAt(string path) => At(path).GetString();

    public long NumberAt(string path) => At(path).GetInt64();

    public bool FlagAt(string path) => At(path).GetBoolean();

    public bool Lacks(string path)
    {
        var parts = path.Split('.');
        var parent = parts.Length == 1 ? Json : At(string.Join('.', parts[..^1]));
        return !parent.TryGetProperty(parts[^1], out _);
    }
}
