namespace BillingContext.Payments;

/// <summary>Where a payment stands. Stripe's own word is beside it as <see cref="Payment.StripeStatus"/>.</summary>
public enum PaymentStatus
{
    /// <summary>A word this version does not know.</summary>
    Unknown = 0,

    /// <summary>Paid.</summary>
    Succeeded,

    /// <summary>Under way at the bank.</summary>
    Processing,

    /// <summary>The customer must do something, such as 3D Secure.</summary>
    RequiresAction,

    /// <summary>Held on the card, not taken: to be captured, or released by itself.</summary>
    RequiresCapture,

    /// <summary>Prepared, not confirmed.</summary>
    RequiresConfirmation,

    /// <summary>Not paid: no method yet, or the last attempt was declined.</summary>
    RequiresPaymentMethod,

    /// <summary>Canceled; a hold was released.</summary>
    Canceled,

    /// <summary>Declined (payments made without a PaymentIntent).</summary>
    Failed,
}
