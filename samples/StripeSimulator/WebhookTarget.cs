namespace ServedStripe;

/// <summary>Where events go: https://docs.stripe.com/webhooks</summary>
/// <param name="Url">The endpoint.</param>
/// <param name="Secret">What they are signed with, <c>whsec_</c> included.</param>
public sealed record WebhookTarget(Uri Url, string Secret)
{
    /// <summary>The order of events that happen together.</summary>
    public WebhookOrder Order { get; init; }

    /// <summary>How long to wait after each attempt that failed.</summary>
    /// <value>The default is one, five and thirty seconds; Stripe takes hours: https://docs.stripe.com/webhooks#automatic-retries</value>
    public IReadOnlyList<TimeSpan> RetryAfter { get; init; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];
}
