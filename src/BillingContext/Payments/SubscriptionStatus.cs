namespace BillingContext.Payments;

/// <summary>Where a subscription stands. Stripe's own word is beside it as <see cref="Subscription.StripeStatus"/>.</summary>
public enum SubscriptionStatus
{
    /// <summary>A word this version does not know.</summary>
    Unknown = 0,

    /// <summary>Running and paid.</summary>
    Active,

    /// <summary>In its trial.</summary>
    Trialing,

    /// <summary>Running, the latest invoice unpaid.</summary>
    PastDue,

    /// <summary>The latest invoice unpaid and no longer tried.</summary>
    Unpaid,

    /// <summary>Paused: a trial ended without a payment method.</summary>
    Paused,

    /// <summary>The first payment is not made yet.</summary>
    Incomplete,

    /// <summary>The first payment was never made.</summary>
    IncompleteExpired,

    /// <summary>Ended.</summary>
    Canceled,
}
