using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>The life of a payment intent: https://docs.stripe.com/payments/paymentintents/lifecycle</summary>
internal static class PaymentOperations
{
    // A card hold lasts seven days by default: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
    private const long HoldSeconds = 7 * 24 * 60 * 60;

    public static PaymentIntentRecord CreateIntent(
        Books books,
        PaymentOrder order,
        long at,
        bool manualCapture = false,
        Func<PaymentIntentRecord, PaymentIntentRecord>? with = null)
    {
        var fresh = new PaymentIntentRecord
        {
            Id = books.Ids.PaymentIntent(),
            Created = at,
            Amount = order.Amount,
            Currency = order.Currency,
            Status = "requires_payment_method",
            MethodType = order.MethodType,
            Metadata = order.Metadata,
            Customer = order.Customer,
            Description = order.Description,
            OrderReference = order.OrderReference,
            ReceiptEmail = order.ReceiptEmail,
            TransferDestination = order.TransferDestination,
            ApplicationFee = order.ApplicationFee,
            Presentment = order.Presentment,
            CaptureMethod = manualCapture ? "manual" : "automatic",
        };
        var intent = books.Put(with?.Invoke(fresh) ?? fresh, at);
        books.Emit("payment_intent.created", at, intent);
        return intent;
    }

    public static ChargeRecord Succeed(Books books, PaymentIntentRecord intent, PaymentOrder order, long at)
    {
        var charge = ChargeFactory.Succeeded(books, order, intent, at);
        var paid = books.Put(
            intent with
            {
                Status = "succeeded",
                AmountReceived = intent.Amount,
                LatestCharge = charge.Id,
                PaymentMethod = charge.PaymentMethod,
                MethodType = order.MethodType,
                LastFailure = null,
            },
            at);
        books.Emit("charge.succeeded", at, charge);
        books.Emit("payment_intent.succeeded", at, paid);
        TestCardConsequences.Charged(books, charge, at);
        return charge;
    }

    public static ChargeRecord Decline(Books books, PaymentIntentRecord intent, PaymentOrder order, string declineCode, long at)
    {
        var charge = ChargeFactory.Declined(books, order, intent, declineCode, at);
        var declined = books.Put(
            intent with
            {
                Status = "requires_payment_method",
                LatestCharge = charge.Id,
                LastFailure = charge.Failure,
                PaymentMethod = null,
            },
            at);
        books.Emit("charge.failed", at, charge);
        books.Emit("payment_intent.payment_failed", at, declined);
        return charge;
    }

    public static ChargeRecord Authorize(Books books, PaymentIntentRecord intent, PaymentOrder order, long at)
    {
        var charge = ChargeFactory.Authorized(books, order, intent, at, at + HoldSeconds);
        var held = books.Put(
            intent with
            {
                Status = "requires_capture",
                AmountCapturable = intent.Amount,
                LatestCharge = charge.Id,
                PaymentMethod = charge.PaymentMethod,
                LastFailure = null,
            },
            at);
        books.Emit("charge.succeeded", at, charge);
        books.Emit("payment_intent.amount_capturable_updated", at, held);
        books.Due.Add(at + HoldSeconds, due => Expire(books, held.Id, due));
        return charge;
    }

    public static void Capture(Books books, PaymentIntentRecord intent, long amount, long at)
    {
        var charge = books.Charges[intent.LatestCharge!] with { Captured = true, AmountCaptured = amount, CaptureBefore = null };
        books.Charges.Change(charge);
        var paid = books.Put(intent with { Status = "succeeded", AmountCapturable = 0, AmountReceived = amount }, at);
        books.Emit("charge.captured", at, charge);
        books.Emit("payment_intent.succeeded", at, paid);
        TestCardConsequences.Charged(books, charge, at);
    }

    public static void Cancel(Books books, PaymentIntentRecord intent, string? reason, long at)
    {
        var canceled = books.Put(
            intent with { Status = "canceled", AmountCapturable = 0, CancellationReason = reason, CanceledAt = at },
            at);
        books.Emit("payment_intent.canceled", at, canceled);
    }

    private static void Expire(Books books, string intentId, long at)
    {
        var intent = books.PaymentIntents[intentId];
        if (intent.Status != "requires_capture")
        {
            return;
        }

        books.Emit("charge.expired", at, books.Charges[intent.LatestCharge!]);
        Cancel(books, intent, "automatic", at);
    }
}
