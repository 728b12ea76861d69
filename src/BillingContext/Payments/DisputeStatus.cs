namespace BillingContext.Payments;

/// <summary>Where a dispute stands. Stripe's own word is beside it as <see cref="Dispute.StripeStatus"/>.</summary>
public enum DisputeStatus
{
    /// <summary>A word this version does not know: treated as open.</summary>
    Unknown = 0,

    /// <summary>An inquiry, before any money moved: a refund ends it.</summary>
    Inquiry,

    /// <summary>Open: the bank already took the money back, and a refund would pay the customer twice.</summary>
    Open,

    /// <summary>Lost: the customer has the money.</summary>
    Lost,

    /// <summary>Won: the merchant has the money.</summary>
    Won,

    /// <summary>Over without a decision: an inquiry closed, or a dispute prevented.</summary>
    Closed,
}
