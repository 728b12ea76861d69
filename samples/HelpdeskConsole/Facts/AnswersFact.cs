namespace HelpdeskConsole.Facts;

/// <summary>Answers one below the other.</summary>
internal sealed record AnswersFact(IReadOnlyList<Said> Answers) : Fact;
