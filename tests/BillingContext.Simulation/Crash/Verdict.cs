using System.Globalization;

namespace BillingContext.Simulation.Crash;

/// <summary>What a comparison found against the code, by request.</summary>
internal sealed class Verdict
{
    private readonly SortedDictionary<string, string> lost = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> doubled = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> unaudited = new(StringComparer.Ordinal);

    /// <summary>Whether there is nothing.</summary>
    internal bool IsClean => lost.Count + doubled.Count + unaudited.Count == 0;

    /// <summary>Every finding, one a line.</summary>
    internal IEnumerable<string> Findings =>
        Lines("lost", lost).Concat(Lines("doubled", doubled)).Concat(Lines("unaudited", unaudited));

    /// <summary>Money moved, or is said to have moved, and Stripe and the store do not agree about it.</summary>
    internal void Lost(string request, string why) => lost.TryAdd(request, why);

    /// <summary>Money moved more than once for one request, or more of it than there was.</summary>
    internal void Doubled(string request, string why) => doubled.TryAdd(request, why);

    /// <summary>Money moved, and the audit log does not tell before that it would, and after that it did.</summary>
    internal void Unaudited(string request, string why) => unaudited.TryAdd(request, why);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"lost {lost.Count}, doubled {doubled.Count}, unaudited {unaudited.Count}");

    private static IEnumerable<string> Lines(string kind, SortedDictionary<string, string> found) =>
        found.Select(each => $"{kind} {each.Key}: {each.Value}");
}
