using BillingContext.Answers;
using BillingContext.Audit;

namespace HelpdeskConsole.Facts;

/// <summary>Lines of the audit log, each told in a sentence.</summary>
internal sealed record AuditStoriesFact(IReadOnlyList<AuditStoryLine> Lines) : Fact
{
    internal static AuditStoriesFact Of(IEnumerable<AuditEntry> entries) =>
        new([.. entries.Select(AuditStory.Of).Select(story => new AuditStoryLine(story.Entry.Sequence, story.What.Code, story.Line(Said.Writer)))]);
}
