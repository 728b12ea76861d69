using BillingContext.Payments;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal.Reading;

/// <summary>A payment from a charge, and from a PaymentIntent with its latest charge as far as that was expanded.</summary>
internal static class PaymentReading
{
    internal static Payment ToPayment(this WirePaymentIntent intent) =>
        intent.LatestCharge.Object is { } charge ? Of(charge, intent) : WithoutCharge(intent);

    internal static Payment ToPayment(this WireCharge charge) => Of(charge, null);

    /// <summary>What both tell is the intent's to say, as far as it says it.</summary>
    private static Payment Of(WireCharge charge, WirePaymentIntent? intent) => new()
    {
        Id = intent is null
            ? WireValues.Id(charge.PaymentIntent.Id ?? charge.Id, "charge", static id => new PaymentId(id))
            : WireValues.Id(intent.Id, "payment intent", static id => new PaymentId(id)),
        Charge = WireValues.Id(charge.Id, "charge", static id => new ChargeId(id)),
        Customer = intent?.Customer.ToCustomerId() ?? charge.Customer.ToCustomerId(),
        Livemode = intent?.Livemode ?? charge.Livemode ?? false,
        Status = intent is null ? StatusOf(charge) : StatusOf(intent.Status),
        StripeStatus = (intent is null ? charge.Status : intent.Status) ?? "",
        Amount = intent?.Amount.ToMoney(intent.Currency) ?? charge.Amount.ToMoney(charge.Currency),
        Captured = CapturedOf(charge),
        Refunded = charge.AmountRefunded is { } refunded ? refunded.ToMoney(charge.Currency) : null,
        CreatedAt = (intent?.Created ?? charge.Created).ToInstant(),
        ChargedAt = charge.Created.ToInstant(),
        CaptureBefore = HeldUntil(charge),
        Description = intent?.Description ?? charge.Description,
        StatementDescriptor = charge.CalculatedStatementDescriptor ?? (intent is null ? charge.StatementDescriptor : intent.StatementDescriptor),
        OrderReference = intent?.PaymentDetails?.OrderReference,
        ReceiptNumber = charge.ReceiptNumber,
        MethodType = charge.PaymentMethodDetails?.Type,
        Card = CardOf(charge),
        FailureCode = charge.FailureCode ?? intent?.LastPaymentError?.Code,
        DeclineCode = intent?.LastPaymentError?.DeclineCode ?? DeclineCodeOf(charge),
        DeclineReason = DeclineReasonOf(charge),
        HasTransfer = intent?.TransferData is not null || charge.TransferData is not null,
        IsReportedFraudulent = charge.FraudDetails is { } fraud && (fraud.StripeReport ?? fraud.UserReport) is "fraudulent",
        Presented = charge.PresentmentDetails.ToMoney(),
        Metadata = intent?.Metadata ?? charge.Metadata ?? Payment.EmptyMetadata,
        Refunds = charge.Refunds?.Data.ToList(RefundReading.ToRefund) ?? [],
        RefundsComplete = charge.Refunds is { HasMore: false },
        IsDisputed = charge.Disputed ?? false,
        DisputesComplete = charge.Disputed is false,
    };

    internal static PaymentAttempt ToAttempt(this WireCharge charge) => new()
    {
        Id = WireValues.Id(charge.Id, "charge", static id => new ChargeId(id)),
        Payment = WireValues.Id(charge.PaymentIntent.Id ?? charge.Id, "charge", static id => new PaymentId(id)),
        StripeStatus = charge.Status ?? "",
        Amount = charge.Amount.ToMoney(charge.Currency),
        CreatedAt = charge.Created.ToInstant(),
        IsCaptured = charge.Captured ?? false,
        Refunded = charge.AmountRefunded.ToMoney(charge.Currency),
        Card = CardOf(charge),
        Description = charge.Description,
        FailureCode = charge.FailureCode,
        DeclineCode = DeclineCodeOf(charge),
        DeclineReason = DeclineReasonOf(charge),
        CaptureBefore = HeldUntil(charge),
    };

    /// <summary>A payment nobody tried to make yet, or whose charge the key may not read: then nothing is said of refunds.</summary>
    private static Payment WithoutCharge(WirePaymentIntent intent)
    {
        var received = intent.AmountReceived.ToMoney(intent.Currency);
        var isUntried = intent.LatestCharge.Id is null;
        return new Payment
        {
            Id = WireValues.Id(intent.Id, "payment intent", static id => new PaymentId(id)),
            Charge = intent.LatestCharge.Id is { } charge ? WireValues.Id(charge, "charge", static id => new ChargeId(id)) : null,
            Customer = intent.Customer.ToCustomerId(),
            Livemode = intent.Livemode ?? false,
            Status = StatusOf(intent.Status),
            StripeStatus = intent.Status ?? "",
            Amount = intent.Amount.ToMoney(intent.Currency),
            Captured = received,
            Refunded = isUntried ? Money.Zero(received.Currency) : null,
            CreatedAt = intent.Created.ToInstant(),
            Description = intent.Description,
            StatementDescriptor = intent.StatementDescriptor,
            OrderReference = intent.PaymentDetails?.OrderReference,
            FailureCode = intent.LastPaymentError?.Code,
            DeclineCode = intent.LastPaymentError?.DeclineCode,
            HasTransfer = intent.TransferData is not null,
            Metadata = intent.Metadata ?? Payment.EmptyMetadata,
            RefundsComplete = isUntried,
            DisputesComplete = isUntried,
        };
    }

    private static string? DeclineCodeOf(WireCharge charge) => charge.FailureCode is null ? null : charge.Outcome?.Reason;

    private static string? DeclineReasonOf(WireCharge charge) => charge.FailureCode is null ? null : charge.Outcome?.SellerMessage;

    private static PaymentStatus StatusOf(WireCharge charge) => charge switch
    {
        { Status: "succeeded", Captured: false } => PaymentStatus.RequiresCapture,
        { Status: "succeeded" } => PaymentStatus.Succeeded,
        { Status: "pending" } => PaymentStatus.Processing,
        { Status: "failed" } => PaymentStatus.Failed,
        _ => PaymentStatus.Unknown,
    };

    private static PaymentStatus StatusOf(string? status) => status switch
    {
        "succeeded" => PaymentStatus.Succeeded,
        "processing" => PaymentStatus.Processing,
        "requires_action" => PaymentStatus.RequiresAction,
        "requires_capture" => PaymentStatus.RequiresCapture,
        "requires_confirmation" => PaymentStatus.RequiresConfirmation,
        "requires_payment_method" => PaymentStatus.RequiresPaymentMethod,
        "canceled" => PaymentStatus.Canceled,
        _ => PaymentStatus.Unknown,
    };

    // Versions before partial capture have no amount_captured; a failed charge has taken nothing.
    private static Money CapturedOf(WireCharge charge) =>
        (charge.Status is "failed" ? 0 : charge.AmountCaptured ?? (charge.Captured is true ? charge.Amount : 0)).ToMoney(charge.Currency);

    private static DateTimeOffset? HeldUntil(WireCharge charge) =>
        charge.Captured is false ? (charge.PaymentMethodDetails?.Card?.CaptureBefore).ToInstant() : null;

    private static CardDetails? CardOf(WireCharge charge) => charge.PaymentMethodDetails?.Card is not { } card ? null : new CardDetails
    {
        Brand = card.Brand,
        LastFour = card.Last4,
        WalletLastFour = card.Wallet?.DynamicLast4,
        Wallet = card.Wallet?.Type,
        Fingerprint = card.Fingerprint,
        Funding = card.Funding,
    };
}
