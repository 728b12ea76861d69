namespace HelpdeskConsole.Facts;

/// <summary>A sentence between two things to look at.</summary>
internal sealed record NoteFact(string Text) : Fact;
