namespace BillingContext.Refunds;

/// <summary>How far a refund request has come.</summary>
public enum RefundState
{
    /// <summary>Stripe's answer was lost: the refund may have been made. It is being found out; until then never ask with a new request id.</summary>
    Unknown = 0,

    /// <summary>Not made, and it will not be: see the reasons.</summary>
    Refused,

    /// <summary>Not made: a person with the authority must say yes, with <see cref="IRefundService.ApproveAsync"/>.</summary>
    NeedsApproval,

    /// <summary>Being made by another call with the same request id.</summary>
    InProgress,

    /// <summary>The merchant's Stripe account wants an approval of its own. Stripe makes the refund itself once it has it.</summary>
    AwaitingStripeApproval,

    /// <summary>Accepted by Stripe, not yet sent to the bank.</summary>
    Pending,

    /// <summary>Accepted by Stripe; the customer must do something first.</summary>
    RequiresAction,

    /// <summary>Sent to the customer's bank.</summary>
    Succeeded,

    /// <summary>The bank sent it back, maybe weeks later: the merchant has the money and must pay another way.</summary>
    Failed,

    /// <summary>Called off before it was sent.</summary>
    Canceled,

    /// <summary>For a day nobody could find out whether it was made: somebody must see why Stripe does not answer for this merchant.</summary>
    NeedsHuman,
}
