namespace BillingContext.Nodes;

/// <summary>What a run found: lines to read, and what is wrong.</summary>
/// <param name="Lines">What was done and measured.</param>
/// <param name="Wrong">What should not be; nothing if all is as it should be.</param>
internal sealed record Report(IReadOnlyList<string> Lines, IReadOnlyList<string> Wrong)
{
    internal bool IsClean => Wrong.Count == 0;

    public override string ToString() => string.Join(Environment.NewLine, [.. Lines, .. Wrong.Select(wrong => $"WRONG: {wrong}"), IsClean ? "as it should be" : $"{Wrong.Count} wrong"]);
}
