using BillingContext.Answers.Internal.Charges;
using BillingContext.Payments;

namespace BillingContext.Answers;

/// <summary>"Why was my card charged twice?": every pair or group of charges that could be meant, sorted, with evidence. Pure: the same context gives the same explanation.</summary>
/// <remarks>
/// Needs a context read with <see cref="PaymentContextRequest.IncludeAttempts"/> and <see cref="PaymentContextRequest.IncludeInvoices"/>: without
/// either it says that it did not look, never that there is nothing. What counts are amounts, times, cards, invoices, subscriptions, order
/// references and, where these say nothing, descriptions and metadata, which the merchant writes; a customer's words change nothing.
/// Source: https://docs.stripe.com/payments/paymentintents/lifecycle and https://docs.stripe.com/disputes/prevention/best-practices.
/// </remarks>
public sealed class ChargeExplanation
{
    private ChargeExplanation(bool isExamined, Answer answer, IReadOnlyList<ChargeFinding> findings, IReadOnlyList<DataGap> missing) =>
        (IsExamined, Answer, Findings, Missing) = (isExamined, answer, findings, missing);

    /// <summary>Whether everything that could tell charges apart was there to be looked at.</summary>
    public bool IsExamined { get; }

    /// <summary>All in one: not examined, nothing found, or how many findings there are.</summary>
    public Answer Answer { get; }

    /// <summary>What was found: what was asked about first, then what needs something to be done, then the newest.</summary>
    public IReadOnlyList<ChargeFinding> Findings { get; }

    /// <summary>What was not there to be looked at. When examined, older payments at most: those that were not read, or whose invoices were not.</summary>
    public IReadOnlyList<DataGap> Missing { get; }

    /// <summary>Explains a customer's charges.</summary>
    /// <param name="context">The context, with attempts and invoices.</param>
    /// <param name="question">What the customer said, if anything.</param>
    public static ChargeExplanation Of(PaymentContext context, ChargeQuestion? question = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var missing = Examination.MissingFor(context);
        var lines = Examination.LinesOf(context, question ?? new ChargeQuestion());
        var isCut = lines.Count == 0 && context.Payments.Count > 0 && missing.Count > 0;
        if (isCut || missing.Any(gap => gap.Reason != DataGapReason.MoreExist))
        {
            var areas = string.Join(", ", missing.Select(gap => gap.Area).Distinct().Order());
            return new ChargeExplanation(false, ChargeAnswers.NotExamined(areas), [], missing);
        }

        var findings = Examination.Of(context, lines, question ?? new ChargeQuestion());
        return new ChargeExplanation(true, ChargeAnswers.Overall(lines, findings.Count, isAll: missing.Count == 0), findings, missing);
    }
}
