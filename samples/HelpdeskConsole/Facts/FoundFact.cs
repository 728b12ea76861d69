namespace HelpdeskConsole.Facts;

/// <summary>What the store said when the program began, and what has become of it.</summary>
internal sealed record FoundFact(IReadOnlyList<FoundLine> Open) : Fact;
