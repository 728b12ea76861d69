using BillingContext.Internal;
using BillingContext.Refunds;

namespace BillingContext.Audit.Internal;

/// <summary>The one door into the log: whatever a text came from (a note, a host's rule, Stripe), here it becomes fit for a line.</summary>
/// <remarks>Ids, actors and tickets need nothing: none can be made with such characters. What is fit already stays the very text it is.</remarks>
internal static class AuditText
{
    private const int Longest = 2_000;

    internal static AuditEntry Fit(AuditEntry entry, long sequence) => entry with
    {
        Sequence = sequence,
        Action = Fit(entry.Action),
        RequestId = FitSome(entry.RequestId),
        EventId = FitSome(entry.EventId),
        PolicyVersion = FitSome(entry.PolicyVersion),
        Note = FitSome(entry.Note),
        Reasons = entry.Reasons.All(IsFit) ? entry.Reasons : [.. entry.Reasons.Select(Fit)],
        Facts = entry.Facts is { MethodType: { } method } facts ? facts with { MethodType = Fit(method) } : entry.Facts,
    };

    private static DecisionReason Fit(DecisionReason reason) =>
        reason with { Code = Fit(reason.Code), Message = Fit(reason.Message), Rule = FitSome(reason.Rule) };

    private static bool IsFit(DecisionReason reason) =>
        SafeText.IsLine(reason.Code, Longest) && SafeText.IsLine(reason.Message, Longest) && SafeText.IsLine(reason.Rule, Longest);

    private static string Fit(string text) => SafeText.Line(text, Longest);

    private static string? FitSome(string? text) => text is null ? null : Fit(text);
}
