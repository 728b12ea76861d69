namespace BillingContext;

/// <summary>Who pays when a Connect destination charge is refunded (https://docs.stripe.com/connect/destination-charges#issue-refunds).</summary>
public enum DestinationChargeRefunds
{
    /// <summary>Nothing is decided: such a refund needs a person, and when a person makes it, the platform pays.</summary>
    NeedsPerson = 0,

    /// <summary>The platform pays; transfer and fee stay where they are.</summary>
    PlatformPays,

    /// <summary>The transfer is reversed in proportion; the platform keeps its fee.</summary>
    ReverseTransfer,

    /// <summary>The transfer is reversed and the application fee refunded, both in proportion.</summary>
    ReverseTransferAndRefundFee,
}
