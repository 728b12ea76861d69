using BillingContext.Answers;

namespace HelpdeskConsole.Facts;

/// <summary>One finding: what it is, how sure, what it rests on, and what follows.</summary>
internal sealed record FindingLine(
    string Finding, string Certainty, Said Answer, IReadOnlyList<Said> Evidence, Said? Question, IReadOnlyList<string> Refund, string? Keep, IReadOnlyList<string> Release)
{
    internal static FindingLine Of(ChargeFinding finding, bool forCustomer) => new(
        finding.Kind.ToString(),
        finding.Certainty.ToString(),
        Said.Of(finding.Answer, forCustomer),
        [.. finding.Evidence.Select(evidence => Said.Of(evidence, forCustomer))],
        finding.Question is { } question ? Said.Of(question, forCustomer) : null,
        [.. finding.ToRefund.Select(id => id.Value)],
        finding.ToKeep?.Value,
        [.. finding.ToRelease.Select(id => id.Value)]);
}
