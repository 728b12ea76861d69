using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>The life of a refund: https://docs.stripe.com/refunds</summary>
internal static class RefundOperations
{
    private const long ActionSeconds = 30 * 24 * 60 * 60;

    public static StripeError? TryCreate(Books books, RefundOrder order, long at, out RefundRecord? refund)
    {
        refund = null;
        var charge = books.Charges[order.Charge];
        if (RefundRules.Refuses(books, charge, order) is { } refusal)
        {
            return refusal;
        }

        refund = Create(books, charge, order, at);
        return null;
    }

    public static void Complete(Books books, RefundRecord refund, long at)
        => Change(books, Arriving(books, refund with { Status = "succeeded", PendingReason = null, ActionExpiresAt = null }, at), at);

    public static void Fail(Books books, RefundRecord refund, string reason, long at)
    {
        var failed = refund with { Status = "failed", FailureReason = reason, PendingReason = null, ActionExpiresAt = null };
        GiveBack(books, refund);
        Change(books, failed, at);
        books.Emit("refund.failed", at, failed);
    }

    public static RefundRecord Cancel(Books books, RefundRecord refund, long at)
    {
        GiveBack(books, refund);
        return Change(books, refund with { Status = "canceled", FailureReason = "merchant_request", ActionExpiresAt = null }, at);
    }

    public static RefundRecord Change(Books books, RefundRecord refund, long at)
    {
        var previous = books.Refunds[refund.Id];
        books.Refunds.Change(refund);
        books.Emit("refund.updated", at, refund, previous);
        books.Emit("charge.refund.updated", at, refund, previous);
        return refund;
    }

    private static RefundRecord Create(Books books, ChargeRecord charge, RefundOrder order, long at)
    {
        var amount = order.Amount ?? charge.Refundable;
        var refund = Start(books, new RefundRecord
        {
            Id = books.Ids.Refund(),
            Created = at,
            Amount = amount,
            Currency = charge.Currency,
            Charge = charge.Id,
            Status = order.Status ?? books.RefundSettings.NextStatus ?? TestCardConsequences.FirstStatus(books, charge)
                ?? RefundStart.UsualStatus(charge.MethodType),
            MethodType = charge.MethodType,
            Metadata = order.Metadata,
            PaymentIntent = charge.PaymentIntent,
            Customer = charge.Customer,
            PaymentMethod = charge.PaymentMethod,
            Reason = order.Reason,
            InstructionsEmail = order.InstructionsEmail,
            DestinationType = books.RefundSettings.AsReversal ? "reversal" : "refund",
            TransferReversal = order.ReverseTransfer ? books.Ids.TransferReversal() : null,
            Presentment = RefundStart.Share(charge, amount),
        }, at);

        books.Refunds.Add(refund);
        books.Emit("refund.created", at, refund);
        if (!refund.Counts)
        {
            books.Emit("refund.failed", at, refund);
            return refund;
        }

        var after = charge with
        {
            AmountRefunded = charge.AmountRefunded + amount,
            FraudReport = order.Reason == "fraudulent" ? "fraudulent" : charge.FraudReport,
        };
        books.Charges.Change(after);
        books.Emit("charge.refunded", at, after, charge);
        TestCardConsequences.Refunded(books, charge, refund, at);
        DisputeOperations.EndInquiries(books, after, at);
        FraudWarningOperations.Settle(books, after, at);
        return refund;
    }

    private static RefundRecord Start(Books books, RefundRecord refund, long at)
    {
        if (RefundBalance.Withhold(books, refund) is { } withheld)
        {
            return withheld;
        }

        return refund.Status switch
        {
            "succeeded" => Arriving(books, refund, at),
            "pending" => refund with { PendingReason = "processing" },
            "requires_action" => refund with { ActionExpiresAt = at + ActionSeconds },
            _ => refund,
        };
    }

    /// <summary>A card refund gets its acquirer reference number some days later: https://docs.stripe.com/refunds#tracing-refunds</summary>
    private static RefundRecord Arriving(Books books, RefundRecord refund, long at)
    {
        if (refund.MethodType != "card" || refund.DestinationType == "reversal")
        {
            return refund;
        }

        books.Due.Add(at + (long)books.RefundSettings.ReferenceDelay.TotalSeconds, due =>
        {
            var current = books.Refunds[refund.Id];
            if (current is { Status: "succeeded", ReferenceStatus: "pending" })
            {
                Change(books, current with { ReferenceStatus = "available", Reference = RefundStart.Reference(refund.Id) }, due);
            }
        });
        return refund with { ReferenceStatus = "pending" };
    }

    private static void GiveBack(Books books, RefundRecord refund)
    {
        var charge = books.Charges[refund.Charge];
        books.Charges.Change(charge with { AmountRefunded = charge.AmountRefunded - refund.Amount });

        // A refund that still waited for money took none.
        if (refund.PendingReason != "insufficient_funds")
        {
            books.RefundSettings.AvailableBalance += refund.Amount;
        }
    }
}
