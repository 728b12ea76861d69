using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>What the merchant answers a bank: https://docs.stripe.com/disputes/api</summary>
internal static class DisputeAnswers
{
    public static bool IsOpen(DisputeRecord dispute)
        => dispute.Status is "needs_response" or "under_review" or "warning_needs_response" or "warning_under_review";

    public static void Keep(Books books, DisputeRecord dispute, long at)
    {
        var before = books.Disputes[dispute.Id];
        books.Disputes.Change(dispute);
        books.Emit("charge.dispute.updated", at, dispute, before);
    }

    /// <summary>The bank looks at the evidence; some words decide at once: https://docs.stripe.com/testing#disputes</summary>
    public static void Submit(Books books, DisputeRecord dispute, long at)
    {
        var sent = dispute with { Submissions = dispute.Submissions + 1 };
        books.Disputes.Change(sent);
        DisputeOperations.SetStatus(books, sent, dispute.IsInquiry ? "warning_under_review" : "under_review", at);
        switch (dispute.Evidence.GetValueOrDefault("uncategorized_text"))
        {
            case "winning_evidence":
                DisputeOperations.SetStatus(books, books.Disputes[dispute.Id], dispute.IsInquiry ? "warning_closed" : "won", at);
                break;
            case "losing_evidence":
                DisputeOperations.SetStatus(books, books.Disputes[dispute.Id], dispute.IsInquiry ? "warning_closed" : "lost", at);
                break;
            case "escalate_inquiry_evidence" when dispute.IsInquiry:
                var escalated = books.Disputes[dispute.Id] with { DueBy = at + DisputeOperations.AnswerSeconds };
                books.Disputes.Change(escalated);
                DisputeOperations.SetStatus(books, escalated, "needs_response", at);
                break;
        }
    }
}
