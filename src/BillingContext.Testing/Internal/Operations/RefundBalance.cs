using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>The money that refunds are paid from: https://docs.stripe.com/refunds#failed-refunds</summary>
internal static class RefundBalance
{
    /// <summary>Refunds that waited for money are sent, oldest first.</summary>
    public static void Set(Books books, long? available, long at)
    {
        var settings = books.RefundSettings;
        settings.AvailableBalance = available;
        var waiting = Table<RefundRecord>.Newest(books.Refunds.All).Where(r => r.PendingReason == "insufficient_funds").Reverse().ToList();
        foreach (var refund in waiting)
        {
            if (settings.AvailableBalance is { } balance && balance < refund.Amount)
            {
                return;
            }

            settings.AvailableBalance -= refund.Amount;
            RefundOperations.Complete(books, refund, at);
        }
    }

    /// <summary>What too little money makes of a refund: one by card waits, any other fails. Enough is taken, and null.</summary>
    public static RefundRecord? Withhold(Books books, RefundRecord refund)
    {
        if (books.RefundSettings.AvailableBalance is not { } balance)
        {
            return null;
        }

        if (balance < refund.Amount)
        {
            return refund.MethodType == "card"
                ? refund with { Status = "pending", PendingReason = "insufficient_funds" }
                : refund with { Status = "failed", FailureReason = "insufficient_funds" };
        }

        books.RefundSettings.AvailableBalance = balance - refund.Amount;
        return null;
    }
}
