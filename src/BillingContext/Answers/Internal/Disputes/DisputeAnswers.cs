using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Disputes;

/// <summary>Disputes as answers: code and facts. The words are in <see cref="DisputePhrases"/>.</summary>
internal static class DisputeAnswers
{
    internal static RefundInDispute RefundOf(Payment payment) => payment switch
    {
        { Disputes.Count: 0, IsDisputed: false } => RefundInDispute.NotDisputed,
        { Disputes.Count: 0 } => payment.DisputesComplete ? RefundInDispute.PersonDecides : RefundInDispute.MustNot,
        _ => payment.Disputes.All(Allows) ? RefundInDispute.PersonDecides : RefundInDispute.MustNot,
    };

    internal static Answer Of(Dispute dispute)
    {
        AnswerFact[] facts =
        [
            AnswerFact.Of("dispute", dispute.Id.Value),
            AnswerFact.Of("amount", dispute.Amount),
            AnswerFact.Of("opened_on", dispute.CreatedAt),
            AnswerFact.OfWord("reason", $"dispute_reason.{dispute.Reason ?? "unknown"}"),
        ];
        return dispute switch
        {
            { Status: DisputeStatus.Inquiry } => Due("dispute.inquiry", "dispute.inquiry_unanswerable"),
            { Status: DisputeStatus.Open, StripeStatus: "under_review" or "appeal_under_review" } => Say("dispute.under_review"),
            { Status: DisputeStatus.Open } => Due("dispute.needs_response", "dispute.unanswerable"),
            { Status: DisputeStatus.Lost } => Say("dispute.lost"),
            { Status: DisputeStatus.Won } => Say("dispute.won"),
            { Status: DisputeStatus.Closed } => Say("dispute.closed"),
            _ => new Answer { Code = "dispute.unknown", Facts = [.. facts, AnswerFact.Of("status", dispute.StripeStatus)] },
        };

        Answer Say(string code) => new() { Code = code, Facts = facts };

        // Without a date the bank takes no answer.
        Answer Due(string dated, string undated) => dispute.EvidenceDueBy is { } due
            ? new Answer { Code = dated, Facts = [.. facts, AnswerFact.Of("due_by", due)] }
            : Say(undated);
    }

    internal static Answer Of(EarlyFraudWarning warning) => new()
    {
        Code = warning.IsActionable ? "fraud_warning.actionable" : "fraud_warning.settled",
        Facts =
        [
            AnswerFact.Of("warning", warning.Id),
            AnswerFact.Of("warned_on", warning.CreatedAt),
            AnswerFact.OfWord("kind", $"fraud_type.{warning.FraudType ?? "unknown"}"),
        ],
    };

    internal static Answer Advice(Payment payment, RefundInDispute refund) => new()
    {
        Code = refund switch
        {
            RefundInDispute.NotDisputed when payment.FraudWarnings?.Any(warning => warning.IsActionable) == true => "dispute.refund.prevents_dispute",
            RefundInDispute.NotDisputed => "dispute.refund.not_disputed",
            RefundInDispute.PersonDecides when payment.Disputes.Any(dispute => dispute.Status == DisputeStatus.Inquiry) => "dispute.refund.ends_inquiry",
            RefundInDispute.PersonDecides => "dispute.refund.person_decides",
            _ when payment.Disputes.Count == 0 => "dispute.refund.not_known",
            _ => "dispute.refund.must_not",
        },
    };

    private static bool Allows(Dispute dispute) =>
        dispute is { Status: DisputeStatus.Inquiry or DisputeStatus.Won or DisputeStatus.Closed, IsChargeRefundable: true };
}
