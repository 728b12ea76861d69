namespace HelpdeskConsole.Facts;

/// <summary>Why there is nothing to show, and what to do about it.</summary>
internal sealed record ProblemFact(string Code, string Message) : Fact;
