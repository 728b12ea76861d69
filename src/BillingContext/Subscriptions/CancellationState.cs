namespace BillingContext.Subscriptions;

/// <summary>How far a cancellation has come.</summary>
public enum CancellationState
{
    /// <summary>Stripe's answer was lost: it may have happened. It is being found out by reading the subscription.</summary>
    Unknown = 0,

    /// <summary>It did not happen, and it will not: see the reasons.</summary>
    Refused,

    /// <summary>It did not happen: a person with the authority must say yes, with <see cref="ISubscriptionService.ApproveAsync"/>.</summary>
    NeedsApproval,

    /// <summary>Being made by another call with the same request id.</summary>
    InProgress,

    /// <summary>The merchant's Stripe account wants an approval of its own. Stripe does it itself once it has it.</summary>
    AwaitingStripeApproval,

    /// <summary>The subscription ends with its period.</summary>
    Scheduled,

    /// <summary>The subscription has ended.</summary>
    Canceled,

    /// <summary>The subscription goes on: it no longer ends with its period.</summary>
    Resumed,

    /// <summary>For a day nobody could find out whether it happened: somebody must see why Stripe does not answer for this merchant.</summary>
    NeedsHuman,
}
