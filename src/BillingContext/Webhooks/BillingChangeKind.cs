namespace BillingContext.Webhooks;

/// <summary>What kind of thing changed.</summary>
public enum BillingChangeKind
{
    /// <summary>Changes were missed, because nobody keeps them that long: read the context anew.</summary>
    Missed = 0,

    /// <summary>A payment.</summary>
    Payment,

    /// <summary>A refund.</summary>
    Refund,

    /// <summary>A dispute.</summary>
    Dispute,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>An invoice.</summary>
    Invoice,

    /// <summary>The customer's record.</summary>
    Customer,
}
