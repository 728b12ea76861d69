namespace BillingContext.AspNetCore;

/// <summary>How one webhook endpoint behaves.</summary>
public sealed class StripeWebhookOptions
{
    private static readonly TimeSpan LongestBodyTimeout = TimeSpan.FromMinutes(1);

    /// <summary>How long a body may take to arrive, from one second to one minute; then it is answered 408.</summary>
    /// <value>The default is ten seconds: Stripe sends a few kilobytes, at once.</value>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether an event is dealt with before it is answered, handlers included, and answered 500 if one of them fails.</summary>
    /// <value>The default is false. For hosts that are stopped between requests, and so have no background.</value>
    public bool AnswerAfterHandlers { get; set; }

    internal void Validate()
    {
        if (BodyTimeout < TimeSpan.FromSeconds(1) || BodyTimeout > LongestBodyTimeout)
        {
            throw new InvalidOperationException($"{nameof(StripeWebhookOptions)}.{nameof(BodyTimeout)} is {BodyTimeout}. Set it from 00:00:01 to {LongestBodyTimeout}.");
        }
    }
}
