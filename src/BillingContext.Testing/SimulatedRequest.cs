using System.Text;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing;

/// <summary>A request that reached the simulator.</summary>
public sealed class SimulatedRequest
{
    private readonly WireRequest _request;

    internal SimulatedRequest(WireRequest request) => _request = request;

    /// <summary>The HTTP method.</summary>
    public string Method => _request.Method;

    /// <summary>The path, <c>/v1/refunds</c> say.</summary>
    public string Path => _request.Path;

    /// <summary>The query as it was sent, without the question mark; empty when there was none.</summary>
    public string Query => _request.Query;

    /// <summary>The headers. Of the key in <c>Authorization</c> only the last four characters are kept.</summary>
    public IReadOnlyDictionary<string, string> Headers
        => _request.Headers.ToDictionary(
            header => header.Key,
            header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? LastFour(header.Value) : header.Value,
            StringComparer.OrdinalIgnoreCase);

    /// <summary>The form body by its names as sent (<c>metadata[order]</c>); values of a repeated name are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Form
    {
        get
        {
            var pairs = new List<KeyValuePair<string, string>>();
            FormParser.TryPairs(Encoding.UTF8.GetString(_request.Body), pairs);
            return pairs.GroupBy(pair => pair.Key, pair => pair.Value).ToDictionary(group => group.Key, group => string.Join(',', group));
        }
    }

    /// <summary>The status it was answered with; 0 while it has no answer.</summary>
    public int Status { get; internal set; }

    /// <summary>Method, path and status.</summary>
    public override string ToString() => $"{Method} {Path} {Status}";

    private static string LastFour(string authorization)
    {
        var key = Credentials.Read(authorization) ?? "";
        return key[^Math.Min(4, key.Length)..];
    }
}
