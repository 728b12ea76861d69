using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>What some test cards bring about once they have been used: https://docs.stripe.com/testing</summary>
internal static class TestCardConsequences
{
    // "Some time later" is all the documentation says: https://docs.stripe.com/testing#refunds
    private const long RefundSeconds = 10 * 60;

    /// <summary>https://docs.stripe.com/testing#disputes</summary>
    public static void Charged(Books books, ChargeRecord charge, long at)
    {
        var card = Of(books, charge);
        if (card is { FraudType: { } fraudType })
        {
            FraudWarningOperations.Open(books, charge, fraudType, at);
        }

        if (card is { DisputeReason: { } reason })
        {
            DisputeOperations.Open(
                books,
                charge,
                reason,
                card.DisputeStatus,
                charge.AmountCaptured,
                at + DisputeOperations.AnswerSeconds,
                refundable: null,
                at);
        }
    }

    /// <summary>https://docs.stripe.com/testing#refunds</summary>
    public static string? FirstStatus(Books books, ChargeRecord charge) => Of(books, charge)?.RefundEnds switch
    {
        "succeeded" => "pending",
        "failed" => "succeeded",
        _ => null,
    };

    public static void Refunded(Books books, ChargeRecord charge, RefundRecord refund, long at)
    {
        if (Of(books, charge)?.RefundEnds is not { } end)
        {
            return;
        }

        books.Due.Add(at + RefundSeconds, due =>
        {
            switch (end, books.Refunds[refund.Id])
            {
                case ("succeeded", { Status: "pending" } waiting):
                    RefundOperations.Complete(books, waiting, due);
                    break;
                case ("failed", { Status: "succeeded" } sent):
                    RefundOperations.Fail(books, sent, "unknown", due);
                    break;
            }
        });
    }

    private static TestCard? Of(Books books, ChargeRecord charge) => books.PaymentMethods.Find(charge.PaymentMethod)?.Test;
}
