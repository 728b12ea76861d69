using BillingContext.Answers.Internal.Disputes;
using BillingContext.Payments;

namespace BillingContext.Answers;

/// <summary>The disputes of a payment in words, each of them, the warnings of one to come, and whether a refund is still possible. Pure.</summary>
/// <remarks>The guardrails of a refund come to the same, and look again when one is asked for. Source: https://docs.stripe.com/disputes/how-disputes-work.</remarks>
public sealed class DisputeStory
{
    private DisputeStory(IReadOnlyList<Answer> disputes, IReadOnlyList<Answer>? warnings, RefundInDispute refund, Answer advice) =>
        (Disputes, Warnings, Refund, Advice) = (disputes, warnings, refund, advice);

    /// <summary>Each dispute, the newest first.</summary>
    public IReadOnlyList<Answer> Disputes { get; }

    /// <summary>
    /// Each early fraud warning, the newest first; null if <see cref="Payment.FraudWarnings"/> is. A customer is never told of one: their
    /// sentences are the same as without.
    /// </summary>
    public IReadOnlyList<Answer>? Warnings { get; }

    /// <summary>Whether a refund is still possible: what the strictest of the disputes allows.</summary>
    public RefundInDispute Refund { get; }

    /// <summary>The same, to be said, and that a refund would prevent a dispute, where a bank has warned of one.</summary>
    public Answer Advice { get; }

    /// <summary>Tells the disputes of a payment.</summary>
    /// <param name="payment">The payment, with its disputes as far as they could be read.</param>
    public static DisputeStory Of(Payment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var disputes = payment.Disputes.OrderByDescending(dispute => dispute.CreatedAt).ThenBy(dispute => dispute.Id.Value, StringComparer.Ordinal).ToList();
        var refund = DisputeAnswers.RefundOf(payment);
        var warnings = payment.FraudWarnings?.OrderByDescending(warning => warning.CreatedAt).ThenBy(warning => warning.Id, StringComparer.Ordinal).Select(DisputeAnswers.Of);
        return new DisputeStory([.. disputes.Select(DisputeAnswers.Of)], warnings is null ? null : [.. warnings], refund, DisputeAnswers.Advice(payment, refund));
    }
}
