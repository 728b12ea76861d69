using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>The life of a dispute: https://docs.stripe.com/disputes/how-disputes-work</summary>
internal static class DisputeOperations
{
    /// <summary>How long the simulated banks wait for an answer.</summary>
    public const long AnswerSeconds = 9 * 24 * 60 * 60;

    public static DisputeRecord Open(
        Books books, ChargeRecord charge, string reason, string status, long amount, long? dueBy, bool? refundable, long at)
    {
        var dispute = new DisputeRecord
        {
            Id = books.Ids.Dispute(),
            Created = at,
            Amount = amount,
            Currency = charge.Currency,
            Charge = charge.Id,
            PaymentIntent = charge.PaymentIntent,
            Reason = reason,
            Status = status,
            DueBy = dueBy,
            Refundable = refundable ?? IsRefundable(status),
            Brand = charge.Card.Brand,
        };
        books.Disputes.Add(dispute);
        charge = charge with { Disputed = true };
        books.Charges.Change(charge);
        books.Emit("charge.dispute.created", at, dispute);
        if (!dispute.IsInquiry && status != "prevented")
        {
            books.Emit("charge.dispute.funds_withdrawn", at, dispute);
        }

        FraudWarningOperations.Settle(books, charge, at);
        return dispute;
    }

    public static void SetStatus(Books books, DisputeRecord dispute, string status, long at)
    {
        var changed = dispute with { Status = status, Refundable = IsRefundable(status) };
        books.Disputes.Change(changed);
        books.Emit(IsClosed(status) ? "charge.dispute.closed" : "charge.dispute.updated", at, changed, dispute);

        // An inquiry that becomes a dispute takes the money; a dispute that is won brings it back.
        if (dispute.IsInquiry && status is "needs_response" or "under_review")
        {
            books.Emit("charge.dispute.funds_withdrawn", at, changed, dispute);
        }
        else if (status == "won")
        {
            books.Emit("charge.dispute.funds_reinstated", at, changed, dispute);
        }
    }

    /// <summary>A full refund answers an inquiry: https://docs.stripe.com/disputes/how-disputes-work#inquiries</summary>
    public static void EndInquiries(Books books, ChargeRecord charge, long at)
    {
        if (!charge.Refunded)
        {
            return;
        }

        foreach (var inquiry in Table<DisputeRecord>.Newest(books.DisputesByCharge.Of(charge.Id)).ToList())
        {
            if (inquiry.IsInquiry && !IsClosed(inquiry.Status))
            {
                SetStatus(books, inquiry, "warning_closed", at);
            }
        }
    }

    private static bool IsClosed(string status) => status is "won" or "lost" or "warning_closed" or "prevented";

    private static bool IsRefundable(string status) => status is not ("needs_response" or "under_review" or "lost");
}
