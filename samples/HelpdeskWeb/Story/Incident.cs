namespace HelpdeskWeb.Story;

/// <summary>What others do at Stripe while the conversation is open.</summary>
internal enum Incident
{
    /// <summary>Three days go by.</summary>
    DaysPass,

    /// <summary>The newest refund that waits is sent.</summary>
    RefundSettles,

    /// <summary>The newest refund comes back from the bank.</summary>
    RefundFails,

    /// <summary>The customer pays.</summary>
    PaymentMade,

    /// <summary>The card's bank warns that the newest payment may be fraud.</summary>
    FraudWarning,

    /// <summary>The newest payment is disputed.</summary>
    DisputeOpens,

    /// <summary>The bank decides the open dispute for the shop.</summary>
    DisputeWon,

    /// <summary>The bank decides it for the customer.</summary>
    DisputeLost,

    /// <summary>A subscription's next month is paid.</summary>
    SubscriptionRenews,

    /// <summary>A subscription's next month is declined.</summary>
    RenewalFails,
}
