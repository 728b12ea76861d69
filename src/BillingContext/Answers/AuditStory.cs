using BillingContext.Answers.Internal;
using BillingContext.Audit;

namespace BillingContext.Answers;

/// <summary>A line of the audit log in words: who did what to what, when, under which rule, and what it came to. Pure.</summary>
/// <remarks>
/// An action that only a newer version knows has its sentence too, <c>audit.unknown</c>. A reason is said as it was written then, in English, unless
/// <see cref="AnswerPhrases.WithWord"/> has words for its code, such as <c>reason.payment.not_found</c>.
/// </remarks>
public sealed class AuditStory
{
    private AuditStory(AuditEntry entry, Answer what, IReadOnlyList<Answer> details) => (Entry, What, Details) = (entry, what, details);

    /// <summary>The line.</summary>
    public AuditEntry Entry { get; }

    /// <summary>What it says, in a sentence.</summary>
    public Answer What { get; }

    /// <summary>What more there is to say: that it was in test mode, and, last of all, what a person wrote about it.</summary>
    public IReadOnlyList<Answer> Details { get; }

    /// <summary>Tells a line.</summary>
    public static AuditStory Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var code = AuditPhrases.Prefix + entry.Action;
        return new AuditStory(
            entry,
            new Answer { Code = AuditPhrases.IsAction(code) ? code : AuditPhrases.UnknownAction, Facts = AuditFacts.Of(entry) },
            [
                .. entry.Scope.Livemode ? Array.Empty<Answer>() : [new Answer { Code = AuditPhrases.TestMode }],
                .. entry.Note is { } note ? [new Answer { Code = AuditPhrases.Note, Facts = [AnswerFact.Of("note", note.TrimEnd('.'))] }] : Array.Empty<Answer>(),
            ]);
    }

    /// <summary>All of it for a person at the helpdesk, on one line.</summary>
    public string Line(AnswerWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return string.Join(' ', Details.Prepend(What).Select(writer.ForAgent));
    }

    /// <summary>Number and action.</summary>
    public override string ToString() => $"{Entry.Sequence} {What.Code}";
}
