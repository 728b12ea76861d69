namespace BillingContext.Payments;

/// <summary>Why a payment may be the one that is meant. The later, the stronger.</summary>
public enum MatchReason
{
    /// <summary>The words hold what its line on the statement says.</summary>
    StatementDescriptor = 0,

    /// <summary>It was paid with a card of these last four digits.</summary>
    LastFour,

    /// <summary>It was made on that day, or the day before or after.</summary>
    Day,

    /// <summary>It is of that amount.</summary>
    Amount,

    /// <summary>Its receipt has that number.</summary>
    ReceiptNumber,

    /// <summary>It paid the invoice of that number or id.</summary>
    Invoice,

    /// <summary>It carries that order number.</summary>
    OrderReference,

    /// <summary>It was refunded by the refund of that id.</summary>
    RefundId,

    /// <summary>It is the payment, or the charge, of that id.</summary>
    PaymentId,
}
