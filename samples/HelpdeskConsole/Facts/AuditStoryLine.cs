namespace HelpdeskConsole.Facts;

/// <summary>A line's number, what kind of line it is, and what it says.</summary>
internal sealed record AuditStoryLine(long Sequence, string Code, string Says);
