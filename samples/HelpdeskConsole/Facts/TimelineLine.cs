namespace HelpdeskConsole.Facts;

/// <summary>One step of a refund.</summary>
/// <param name="Step">A stable word: <c>made</c>, <c>sent</c>, <c>trace</c> or <c>expected</c>.</param>
/// <param name="IsDone">It happened; otherwise it is still to come.</param>
/// <param name="When">The day or days, if known.</param>
/// <param name="Text">The step in words.</param>
internal sealed record TimelineLine(string Step, bool IsDone, string When, string Text);
