using BillingContext.Answers.Internal.Disputes;
using BillingContext.Payments;

namespace BillingContext.Answers;

/// <summary>The disputes of a payment in words, each of them, and whether a refund is still possible. Pure.</summary>
/// <remarks>The guardrails of a refund come to the same, and look again when one is asked for. Source: https://docs.stripe.com/disputes/how-disputes-work.</remarks>
public sealed class DisputeStory
{
    private DisputeStory(IReadOnlyList<Answer> disputes, RefundInDispute refund, Answer advice) =>
        (Disputes, Refund, Advice) = (disputes, refund, advice);

    /// <summary>Each dispute, the newest first.</summary>
    public IReadOnlyList<Answer> Disputes { get; }

    /// <summary>Whether a refund is still possible: what the strictest of the disputes allows.</summary>
    public RefundInDispute Refund { get; }

    /// <summary>The same, to be said.</summary>
    public Answer Advice { get; }

    /// <summary>Tells the disputes of a payment.</summary>
    /// <param name="payment">The payment, with its disputes as far as they could be read.</param>
    public static DisputeStory Of(Payment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var disputes = payment.Disputes.OrderByDescending(dispute => dispute.CreatedAt).ThenBy(dispute => dispute.Id.Value, StringComparer.Ordinal).ToList();
        var refund = DisputeAnswers.RefundOf(payment);
        return new DisputeStory([.. disputes.Select(DisputeAnswers.Of)], refund, DisputeAnswers.Advice(payment, refund));
    }
}
