using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>Makes the charge of one attempt.</summary>
internal static class ChargeFactory
{
    public static ChargeRecord Succeeded(Books books, PaymentOrder order, PaymentIntentRecord? intent, long at)
        => Add(books, Attempt(books, order, intent, at) with { Captured = true, AmountCaptured = order.Amount });

    public static ChargeRecord Authorized(Books books, PaymentOrder order, PaymentIntentRecord intent, long at, long captureBefore)
        => Add(books, Attempt(books, order, intent, at) with { CaptureBefore = captureBefore });

    public static ChargeRecord Declined(Books books, PaymentOrder order, PaymentIntentRecord intent, string declineCode, long at)
    {
        var charge = Attempt(books, order, intent, at);
        var failure = Declines.Failure(declineCode, charge.Id) with { PaymentMethod = charge.PaymentMethod };
        return Add(books, charge with { Status = "failed", Failure = failure });
    }

    private static ChargeRecord Add(Books books, ChargeRecord charge)
    {
        books.Charges.Add(charge);
        return charge;
    }

    private static ChargeRecord Attempt(Books books, PaymentOrder order, PaymentIntentRecord? intent, long at)
        => new()
        {
            // Bank payments are charges with another prefix: https://docs.stripe.com/api/charges/object
            Id = order.MethodType == "card" ? books.Ids.Charge() : books.Ids.BankCharge(),
            Created = at,
            Amount = order.Amount,
            Currency = order.Currency,
            Status = "succeeded",
            MethodType = order.MethodType,
            Card = order.Card,
            Metadata = order.Metadata,
            Customer = order.Customer,
            Description = order.Description,
            PaymentIntent = intent?.Id,
            PaymentMethod = intent is null
                ? books.Ids.CardSource()
                : order.PaymentMethod ?? PaymentMethodOperations.Add(books, order, at).Id,
            ReceiptEmail = order.ReceiptEmail,
            Transfer = order.TransferDestination is null ? null : books.Ids.Transfer(),
            TransferDestination = order.TransferDestination,
            ApplicationFee = order.ApplicationFee,
            Presentment = order.Presentment,
        };
}
