namespace BillingContext.Payments;

/// <summary>Where a refund stands at Stripe. Stripe's own word is beside it as <see cref="Refund.StripeStatus"/>.</summary>
public enum RefundStatus
{
    /// <summary>A word this version does not know.</summary>
    Unknown = 0,

    /// <summary>Accepted, not yet sent to the bank.</summary>
    Pending,

    /// <summary>The customer must do something, such as give bank details.</summary>
    RequiresAction,

    /// <summary>Sent to the bank: not yet on the customer's account.</summary>
    Succeeded,

    /// <summary>The bank sent it back; the money is with the merchant again. May come weeks later.</summary>
    Failed,

    /// <summary>Called off before it was sent.</summary>
    Canceled,
}
