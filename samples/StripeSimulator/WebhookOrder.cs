namespace ServedStripe;

/// <summary>
/// In which order the events of one moment are delivered; Stripe promises none: https://docs.stripe.com/webhooks#event-ordering
/// </summary>
public enum WebhookOrder
{
    /// <summary>As things happened.</summary>
    AsHappened,

    /// <summary>The last one first.</summary>
    Reversed,

    /// <summary>Any, another one each time.</summary>
    Shuffled,
}
