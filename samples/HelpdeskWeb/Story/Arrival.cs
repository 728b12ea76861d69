namespace HelpdeskWeb.Story;

/// <summary>How Stripe's webhooks arrive. It promises neither once nor in order: https://docs.stripe.com/webhooks#event-ordering</summary>
internal enum Arrival
{
    /// <summary>Once each, as things happened.</summary>
    InOrder,

    /// <summary>Each of them twice.</summary>
    Twice,

    /// <summary>The newest of a moment first.</summary>
    NewestFirst,
}
