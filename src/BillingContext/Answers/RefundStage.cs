namespace BillingContext.Answers;

/// <summary>Where a refund is on its way to the customer.</summary>
public enum RefundStage
{
    /// <summary>Stripe says a word this version does not know.</summary>
    Unknown = 0,

    /// <summary>Stripe has it and has not sent it yet.</summary>
    Pending,

    /// <summary>The customer must do something first.</summary>
    ActionRequired,

    /// <summary>Sent to the bank, and within the time that banks take, as far as that is known.</summary>
    Sent,

    /// <summary>Sent to the bank longer ago than banks take.</summary>
    Overdue,

    /// <summary>The charge itself was taken back: it disappears, and no credit appears.</summary>
    Reversed,

    /// <summary>It came back: the merchant has the money again.</summary>
    Failed,

    /// <summary>Called off before it was sent.</summary>
    Canceled,
}
