namespace BillingContext.Webhooks;

/// <summary>What kind of thing changed.</summary>
public enum BillingChangeKind
{
    /// <summary>Changes were missed, because nobody keeps them that long: read the context anew.</summary>
    Missed = 0,

    /// <summary>A payment, its review, or the checkout it was made in.</summary>
    Payment,

    /// <summary>A refund.</summary>
    Refund,

    /// <summary>A dispute.</summary>
    Dispute,

    /// <summary>A subscription, or its schedule.</summary>
    Subscription,

    /// <summary>An invoice, a payment of one, or a credit note.</summary>
    Invoice,

    /// <summary>The customer's record, cards, discounts, tax ids or balance.</summary>
    Customer,

    /// <summary>A bank's warning that a payment may be fraud.</summary>
    FraudWarning,

    /// <summary>An approval that the merchant's Stripe account demands.</summary>
    StripeApproval,
}
