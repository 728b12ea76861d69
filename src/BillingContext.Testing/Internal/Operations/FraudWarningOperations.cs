using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>What a card's bank says before there is a dispute: https://docs.stripe.com/disputes/measuring#early-fraud-warnings</summary>
internal static class FraudWarningOperations
{
    public static FraudWarningRecord Open(Books books, ChargeRecord charge, string fraudType, long at)
    {
        var warning = new FraudWarningRecord
        {
            Id = books.Ids.FraudWarning(),
            Created = at,
            Charge = charge.Id,
            PaymentIntent = charge.PaymentIntent,
            FraudType = fraudType,
            Actionable = charge is { Disputed: false, Refunded: false },
        };
        books.FraudWarnings.Add(warning);
        books.Emit("radar.early_fraud_warning.created", at, warning);
        return warning;
    }

    /// <summary>Once the charge is disputed or refunded in full there is nothing left to prevent.</summary>
    public static void Settle(Books books, ChargeRecord charge, long at)
    {
        if (charge is { Disputed: false, Refunded: false })
        {
            return;
        }

        foreach (var warning in Table<FraudWarningRecord>.Newest(books.FraudWarningsByCharge.Of(charge.Id)).Where(warning => warning.Actionable).ToList())
        {
            var settled = warning with { Actionable = false };
            books.FraudWarnings.Change(settled);
            books.Emit("radar.early_fraud_warning.updated", at, settled, warning);
        }
    }
}
