using BillingContext.Answers;

namespace HelpdeskConsole.Facts;

/// <summary>Why several charges are seen, finding by finding.</summary>
internal sealed record ExplanationFact(Said Answer, IReadOnlyList<FindingLine> Findings) : Fact
{
    internal static ExplanationFact Of(ChargeExplanation explanation, bool forCustomer) =>
        new(Said.Of(explanation.Answer, forCustomer), [.. explanation.Findings.Select(finding => FindingLine.Of(finding, forCustomer))]);
}
