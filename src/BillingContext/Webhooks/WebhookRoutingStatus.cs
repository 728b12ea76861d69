namespace BillingContext.Webhooks;

/// <summary>What became of a webhook.</summary>
public enum WebhookRoutingStatus
{
    /// <summary>Not Stripe's, not for this merchant, or not readable: nothing was done.</summary>
    Rejected = 0,

    /// <summary>Genuine, of a type that concerns nobody here.</summary>
    Ignored,

    /// <summary>Genuine, and received before.</summary>
    Duplicate,

    /// <summary>Genuine and durable: in the inbox, or recorded and no handler was registered for it.</summary>
    Accepted,

    /// <summary>Genuine, recorded, and every handler ran.</summary>
    Handled,

    /// <summary>Genuine and recorded, but a handler failed: Stripe should send it again.</summary>
    Failed,

    /// <summary>Could not be recorded now: Stripe should send it again.</summary>
    Unavailable,
}
